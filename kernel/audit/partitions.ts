import { sql } from '../data/sql.ts'

/** For how many months ahead the history has its place: long enough for a server that nobody starts anew. */
export const monthsAhead = 3

/** Makes the months of the history that are missing; answers how many. Costs two look-ups when none is. */
export const makePartitions = sql<{ made: number }>`select kernel.make_audit_partitions(${monthsAhead}) as made`
/** Takes away what an organisation no longer keeps, some hundred thousand events at a time; answers how many went. */
export const forgetPast = (tenantId: string) =>
  sql<{ gone: number }>`select kernel.forget_audit(${tenantId}::uuid, 200) as gone`
/** Drops the months in which no organisation has anything left; answers how many. */
export const dropEmptyMonths = sql<{ dropped: number }>`select kernel.drop_empty_audit_partitions() as dropped`
