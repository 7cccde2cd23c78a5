import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RawBuilder,
} from 'kysely'
import type { Statement } from './batch.ts'

export { type RawBuilder, sql } from 'kysely'

/** Kysely builds and quotes SQL here; it never opens a connection. */
const compiler = new Kysely<unknown>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: db => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})

/** A value known only when the statement is sent, so that one compiled statement serves every caller. */
export class Slot {
  readonly name: 'tenant' | 'member' | 'site' | 'departments' | 'today' | 'zone' | 'record'
  constructor(name: Slot['name']) {
    this.name = name
  }
}
export const tenantSlot = new Slot('tenant')
/** A record's id is put in its place by whoever sends the statement. */
export type SlotValues = Readonly<Record<Exclude<Slot['name'], 'record'>, string | null | readonly string[]>>

export function compile(builder: RawBuilder<unknown>): Statement {
  const { sql: text, parameters } = builder.compile(compiler)
  return { text, values: parameters }
}

/** The statement with its slots filled in. */
export function bind(statement: Statement, slots: SlotValues): Statement {
  return {
    text: statement.text,
    values: statement.values.map(v => (v instanceof Slot ? slots[v.name as keyof SlotValues] : v)),
  }
}
