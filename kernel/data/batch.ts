import type pg from 'pg'
import { prepareValue } from 'pg/lib/utils.js'
import { serialize } from 'pg-protocol'
import type { Cells } from '../fields/field.ts'
import { remember } from '../remember.ts'

/** SQL with its parameters, as Kysely compiles it. */
export interface Statement {
  readonly text: string
  readonly values: readonly unknown[]
  /**
   * Told, once it is committed, to those who watch: the name of the entity whose records it changes, or a signal and its
   * subject (`notification:<member>`). Nothing of it is sent with the statement.
   */
  readonly touches?: string | readonly string[]
}
/** The rows of each statement, in order. */
export type Results = readonly (readonly Cells[])[]

/** The part of pg's connection that a query of one's own speaks to. */
interface Wire {
  stream: { write(bytes: Buffer): void }
}

const describePortal = serialize.describe({ type: 'P', name: '' })
const runPortal = serialize.execute({ portal: '', rows: 0 })

/** A prepared statement whose table has changed under it, or that PostgreSQL has forgotten. */
const outdated = new Set(['0A000', '26000'])

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
  #names: ReadonlyMap<string, Prepared> = new Map()
  #rows: Cells[] = []
  #error: Error | undefined
  callback: (error: Error | undefined, results?: Results) => void

  constructor(statements: readonly Statement[], callback: (error: Error | undefined, results?: Results) => void) {
    this.#statements = statements
    this.callback = callback
  }

  submit(wire: Wire) {
    const names = remember(prepared, wire, () => new Map<string, Prepared>())
    this.#names = names
    const messages = this.#statements.flatMap(statement => this.#messages(names, statement))
    wire.stream.write(Buffer.concat([...messages, serialize.sync()])) // one write: a system call for each would cost more
    return null
  }
  #messages(names: Map<string, Prepared>, { text, values }: Statement): Buffer[] {
    const { name, preparing } = this.#prepare(names, text)
    const bound = { portal: '', statement: name, values: values as unknown[], binary: false, valueMapper: prepareValue }
    return [...preparing, serialize.bind(bound), describePortal, runPortal]
  }
  #prepare(names: Map<string, Prepared>, text: string): { name: string; preparing: Buffer[] } {
    const hasRoom = names.has(text) || names.size < preparedLimit
    const known = hasRoom ? remember(names, text, () => ({ name: `s${names.size}`, ready: false })) : undefined
    if (known?.ready) return { name: known.name, preparing: [] }
    if (!known) return { name: '', preparing: [serialize.parse({ text })] }
    known.ready = true
    this.#fresh.push(known)
    const { name } = known
    // A statement of that name may be left over from a batch that failed.
    return { name, preparing: [serialize.close({ type: 'S', name }), serialize.parse({ text, name })] }
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
    const doubtful = outdated.has((error as { code?: string }).code ?? '') ? this.#names.values() : this.#fresh
    for (const statement of doubtful) statement.ready = false
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
