import type pg from 'pg'
import { prepareValue } from 'pg/lib/utils.js'
import type { Cells } from '../fields/field.ts'
import { remember } from '../remember.ts'

/** SQL with its parameters, as Kysely compiles it. */
export interface Statement {
  readonly text: string
  readonly values: readonly unknown[]
}
/** The rows of each statement, in order. */
export type Results = readonly (readonly Cells[])[]

/** The part of pg's connection that a query of one's own speaks to. */
interface Wire {
  stream: { cork(): void; uncork(): void }
  parse(message: { text: string; name: string; types?: number[] }): void
  bind(message: { portal: string; statement: string; values: unknown[]; binary: boolean; valueMapper: unknown }): void
  describe(message: { type: 'P'; name: string }): void
  execute(message: { portal: string; rows: number }): void
  close(message: { type: 'S'; name: string }): void
  sync(): void
}

/** Beyond this many different statements on one connection, further ones are sent unnamed. */
const preparedLimit = 300
interface Prepared {
  readonly name: string
  ready: boolean
}
const prepared = new WeakMap<Wire, Map<string, Prepared>>()

/**
 * Several statements in one network flight with a single Sync: PostgreSQL takes all up to the Sync as one implicit
 * transaction, so they are all done or none, `set_config(…, true)` ends with them, and an error needs no ROLLBACK.
 * pg calls the `handle…` methods below as the answers arrive; rows stay the text that came over the wire.
 */
class Batch {
  readonly #statements: readonly Statement[]
  readonly #fresh: Prepared[] = []
  readonly #results: Cells[][] = []
  #rows: Cells[] = []
  #error: Error | undefined
  callback: (error: Error | undefined, results?: Results) => void

  constructor(statements: readonly Statement[], callback: (error: Error | undefined, results?: Results) => void) {
    this.#statements = statements
    this.callback = callback
  }

  submit(wire: Wire) {
    const names = remember(prepared, wire, () => new Map<string, Prepared>())
    wire.stream.cork()
    try {
      for (const statement of this.#statements) this.#send(wire, names, statement)
      wire.sync()
    } finally {
      wire.stream.uncork()
    }
    return null
  }
  #send(wire: Wire, names: Map<string, Prepared>, { text, values }: Statement) {
    const name = this.#prepare(wire, names, text)
    wire.bind({ portal: '', statement: name, values: values as unknown[], binary: false, valueMapper: prepareValue })
    wire.describe({ type: 'P', name: '' })
    wire.execute({ portal: '', rows: 0 })
  }
  #prepare(wire: Wire, names: Map<string, Prepared>, text: string): string {
    const hasRoom = names.has(text) || names.size < preparedLimit
    const known = hasRoom ? remember(names, text, () => ({ name: `s${names.size}`, ready: false })) : undefined
    if (known?.ready) return known.name
    if (known) {
      wire.close({ type: 'S', name: known.name }) // may be left over from a batch that failed
      known.ready = true
      this.#fresh.push(known)
    }
    wire.parse({ text, name: known?.name ?? '' })
    return known?.name ?? ''
  }

  handleRowDescription() {}
  handleDataRow(message: { fields: Cells }) {
    this.#rows.push(message.fields)
  }
  handleCommandComplete() {
    this.#results.push(this.#rows)
    this.#rows = []
  }
  handleEmptyQuery() {
    this.handleCommandComplete()
  }
  handleError(error: Error) {
    // What follows the failed statement was never parsed, so none of the new ones can be relied on.
    for (const statement of this.#fresh) statement.ready = false
    this.#error = error
    this.callback(error)
  }
  handleReadyForQuery() {
    if (!this.#error) this.callback(undefined, this.#results)
  }
}

/** Sends the statements in one flight; all take effect or none. Rejects with pg's DatabaseError. */
export function sendBatch(client: pg.ClientBase, statements: readonly Statement[]): Promise<Results> {
  return new Promise((resolve, reject) => {
    const batch = new Batch(statements, (error, results) => (error ? reject(error) : resolve(results ?? [])))
    client.query(batch as unknown as pg.Submittable)
  })
}
