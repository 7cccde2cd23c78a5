import type { Results, Statement } from '@tenon/kernel/data/batch.ts'
import { translate } from '@tenon/kernel/data/pg-errors.ts'
import type { Runtime } from '@tenon/kernel/data/unit-of-work.ts'

/** Together, outside any tenant: accounts and what they prove themselves with belong to none. */
export const send = ({ pool }: Runtime, statements: readonly Statement[]): Promise<Results> =>
  pool.instance(statements).catch(error => {
    throw translate(error)
  })
export const rowsOf = async (runtime: Runtime, statement: Statement): Promise<Results[number]> =>
  (await send(runtime, [statement]))[0] ?? []
