import { type RawBuilder, Slot, sql } from '../data/sql.ts'

/** Whose rows are meant by "own", "my site's", "my department's". */
export interface Who {
  readonly member: RawBuilder<unknown>
  readonly site: RawBuilder<unknown>
  /** A `uuid[]`. */
  readonly departments: RawBuilder<unknown>
}

/** Whoever asks: known only when the statement is sent, so that one compiled statement serves everyone. */
export const asker: Who = {
  member: sql`${new Slot('member')}::uuid`,
  site: sql`${new Slot('site')}::uuid`,
  departments: sql`${new Slot('departments')}::uuid[]`,
}
