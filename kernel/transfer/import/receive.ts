import type { Session } from '../../operations/read.ts'
import { headersOf, isBlank } from '../file/header.ts'
import { limits } from '../file/limits.ts'
import { headerMissing, tooManyRows } from '../file/refusals.ts'
import type { Spooled } from '../file/spool.ts'
import { type TableRow, tableRows } from '../file/table.ts'
import type { Column } from './columns.ts'
import { type StoredRow, storeRows, writeAll } from './store.ts'

/** Rows that are kept, and later written, together. */
export const rowsPerBatch = 1_000
const charactersPerBatch = 2 * 1024 * 1024

export interface Received {
  readonly columns: readonly Column[]
  readonly total: number
}

/** Gathers the first values of each column, for people to see what it holds. */
function sampler(headers: readonly string[]) {
  const samples = headers.map(() => [] as string[])
  return {
    samples,
    take({ cells }: TableRow) {
      samples.forEach((list, at) => {
        const cell = cells[at]?.trim()
        if (cell && list.length < 3) list.push(cell.slice(0, 100))
      })
    },
  }
}

const charactersOf = (cells: readonly string[]) => cells.reduce((sum, cell) => sum + cell.length, 0)

/**
 * Reads a file once, from upload to rows: what is wrong with it as a file is told to the caller at once, and a run can
 * begin, or go on after a crash, at any row without reading it again.
 */
export async function receiveRows(
  session: Session,
  importId: string,
  file: Spooled,
  maximum: number = limits.rows,
): Promise<Received> {
  let headers: string[] | undefined
  let sampling: ReturnType<typeof sampler> | undefined
  let batch: StoredRow[] = []
  let characters = 0
  let total = 0
  let sending: Promise<void> = Promise.resolve()
  /** One batch is on its way while the next is read; never more, so that memory stays flat. */
  const send = async () => {
    const statement = storeRows(session.tenant.id, importId, total - batch.length, batch)
    batch = []
    characters = 0
    await sending
    sending = writeAll(session, [statement])
    sending.catch(() => {}) // told by the next await
  }
  for await (const row of tableRows(file)) {
    if (isBlank(row.cells)) continue
    if (!headers || !sampling) {
      headers = headersOf(row.cells)
      sampling = sampler(headers)
      continue
    }
    if (++total > maximum) throw tooManyRows({ maximum })
    sampling.take(row)
    batch.push([row.line, ...row.cells])
    characters += charactersOf(row.cells)
    if (batch.length === rowsPerBatch || characters > charactersPerBatch) await send()
  }
  if (!headers || !sampling) throw headerMissing()
  if (batch.length) await send()
  await sending
  const { samples } = sampling
  return { total, columns: headers.map((header, at) => ({ header, field: null, samples: samples[at] as string[] })) }
}
