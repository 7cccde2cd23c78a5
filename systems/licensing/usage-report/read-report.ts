import { parseBody } from '@tenon/kernel/derive/zod.ts'
import type { Call } from '@tenon/kernel/http/route.ts'
import { receive } from '@tenon/kernel/transfer/file/upload.ts'
import { lineOf, NotAccepted, type Receipt, readReceipts } from '@tenon/license-verifier'
import { z } from 'zod'
import * as refuse from './usage-report.refusals.ts'

/** What a report says, before anything of it is held against what is known. */

const most = { receipts: 2_000, bytes: 8 * 1024 * 1024 }

/** Use told by hand, unsigned. */
const told = z.object({
  periodStart: z.iso.datetime({ offset: true }),
  periodEnd: z.iso.datetime({ offset: true }),
  samples: z
    .array(z.object({ metric: z.string().min(1).max(60), value: z.int().min(0).max(999_999_999_999_999) }))
    .min(1)
    .max(100),
  note: z.string().max(1000).optional(),
})
export type Told = z.infer<typeof told>

export const reportBody = z.object({
  receipts: z.array(z.looseObject({})).optional(),
  periodStart: told.shape.periodStart.optional(),
  periodEnd: told.shape.periodEnd.optional(),
  samples: told.shape.samples.optional(),
  note: told.shape.note,
})

export type Report = { readonly receipts: readonly Receipt[] } | { readonly told: Told }

function receiptsOf(text: string): Receipt[] {
  try {
    const receipts = readReceipts(text)
    if (receipts.length === 0) throw refuse.nothingReported()
    if (receipts.length > most.receipts) throw refuse.tooMany({ most: most.receipts })
    return receipts
  } catch (error) {
    if (!(error instanceof NotAccepted)) throw error
    const line = error.line ?? 1
    throw error.code === 'MALFORMED' ? refuse.notReceipts({ line }) : refuse.tampered({ line })
  }
}

async function textOf(call: Call): Promise<string> {
  const { file } = await receive(call, 'usage.jsonl')
  try {
    if (file.size > most.bytes) throw refuse.tooMany({ most: most.receipts })
    const parts: Buffer[] = []
    for await (const part of file.read()) parts.push(part)
    return Buffer.concat(parts).toString('utf8')
  } finally {
    await file.close()
  }
}

/** A file of receipts, the receipts as JSON, or use told by hand. */
export async function readReport(call: Call): Promise<Report> {
  if (!(call.request.headers['content-type'] ?? '').startsWith('application/json'))
    return { receipts: receiptsOf(await textOf(call)) }
  const { receipts } = parseBody(reportBody, call.body) as z.infer<typeof reportBody>
  if (receipts) return { receipts: receiptsOf(receipts.map(one => lineOf(one as unknown as Receipt)).join('')) }
  return { told: parseBody(told, call.body) as Told }
}
