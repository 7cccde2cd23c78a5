import type pg from 'pg'
import type { Actor, Tenant } from '../entity/ctx.ts'
import { dayIn } from '../fields/date/zone.ts'
import type { Cells } from '../fields/field.ts'
import type { KeyRing } from '../secrets/key-ring.ts'
import { type Results, type Statement, sendBatch } from './batch.ts'
import { isRetryable, translate } from './pg-errors.ts'
import { begin, commit, type Pool, rollback, tenantContext } from './pool.ts'
import { bind, compile, type RawBuilder, type SlotValues } from './sql.ts'

/** What the running process shares between all units of work. */
export interface Runtime {
  readonly pool: Pool
  /**
   * Called after each commit that changed something, so that reactions and sealing need not poll; with what the
   * statements said they touch.
   */
  committed(tenantId: string, touched?: ReadonlySet<string>): void
  /** What secrets are sealed and opened with. */
  readonly secrets?: KeyRing
}

/**
 * One transaction of one tenant in the making. Writes are queued and leave together; a read sends what is queued before
 * it. Work that never reads before it writes is a single flight; everything else is two or more on one connection.
 */
export interface Work {
  readonly runtime: Runtime
  readonly tenant: Tenant
  readonly actor: Actor
  readonly now: string
  readonly today: string
  readonly slots: SlotValues
  write(statement: Statement): void
  read(statement: RawBuilder<unknown> | Statement): Promise<readonly Cells[]>
}

export const slotsOf = (tenant: Tenant, actor: Actor, today: string): SlotValues => ({
  tenant: tenant.id,
  member: actor.memberId,
  site: actor.siteId,
  departments: actor.departmentIds ?? [],
  today,
  zone: tenant.timeZone,
})

const proofOf = ({ proof }: Actor): Statement[] => (proof && !proof.given ? [proof.statement] : [])
function given({ proof }: Actor) {
  if (proof) proof.given = true
}

class Transaction implements Work {
  readonly runtime: Runtime
  readonly tenant: Tenant
  readonly actor: Actor
  readonly now: string
  readonly today: string
  readonly slots: SlotValues
  #queue: Statement[] = []
  readonly #touched = new Set<string>()
  #client: pg.PoolClient | undefined
  #wrote = false
  #ended = false

  constructor(runtime: Runtime, tenant: Tenant, actor: Actor) {
    const instant = new Date()
    this.runtime = runtime
    this.tenant = tenant
    this.actor = actor
    this.now = instant.toISOString()
    this.today = dayIn(tenant.timeZone, instant)
    this.slots = slotsOf(tenant, actor, this.today)
  }

  /** A handler that kept its context and uses it later would write into nothing. */
  #refuseEnded() {
    if (this.#ended) throw new Error('This unit of work has ended')
  }

  write(statement: Statement) {
    this.#refuseEnded()
    this.#queue.push(statement)
    this.#wrote = true
    if (statement.touches) this.#touch(statement.touches)
  }

  #touch(touches: string | readonly string[]) {
    if (typeof touches === 'string') this.#touched.add(touches)
    else for (const touch of touches) this.#touched.add(touch)
  }

  async read(statement: RawBuilder<unknown> | Statement): Promise<readonly Cells[]> {
    this.#refuseEnded()
    const plain = 'text' in statement ? statement : compile(statement)
    if (plain.touches) this.#touch(plain.touches)
    const opening = this.#client
      ? []
      : [begin, tenantContext(this.tenant.id, this.runtime.pool.mode), ...proofOf(this.actor)]
    this.#client ??= await this.runtime.pool.connect()
    const results = await this.#send([...opening, ...this.#take(), bind(plain, this.slots)])
    given(this.actor)
    return results.at(-1) as readonly Cells[]
  }

  #take(): Statement[] {
    const queued = this.#queue.map(statement => bind(statement, this.slots))
    this.#queue = []
    return queued
  }
  #send(statements: readonly Statement[]): Promise<Results> {
    return sendBatch(this.#client as pg.PoolClient, statements)
  }

  /** Sends what is left and commits; afterwards everything written is durable. */
  async finish(): Promise<void> {
    const rest = this.#take()
    this.#ended = true
    if (this.#client) await this.#send([...rest, commit])
    else if (rest.length) await this.runtime.pool.flight(this.tenant.id, [...proofOf(this.actor), ...rest])
    if (rest.length) given(this.actor)
    this.#release()
    if (this.#wrote || this.#touched.size) this.runtime.committed(this.tenant.id, this.#touched)
  }
  /** Takes everything back. A connection that cannot even do that is thrown away. */
  async abandon(): Promise<void> {
    this.#ended = true
    if (!this.#client) return
    await this.#send([rollback]).then(
      () => this.#release(),
      (error: Error) => this.#release(error),
    )
  }
  #release(error?: Error) {
    this.#client?.release(error)
    this.#client = undefined
  }
}

const attempts = 3

/**
 * Runs `work` as one transaction of the tenant and commits it; an exception takes everything back. `work` may run again
 * when PostgreSQL asks for it (serialisation failure, deadlock), so it must not act outside the database.
 */
export async function unitOfWork<T>(
  runtime: Runtime,
  tenant: Tenant,
  actor: Actor,
  work: (transaction: Work) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const transaction = new Transaction(runtime, tenant, actor)
    try {
      const result = await work(transaction)
      await transaction.finish()
      return result
    } catch (error) {
      await transaction.abandon()
      if (attempt < attempts && isRetryable(error)) continue
      throw translate(error)
    }
  }
}

/** Reads in one flight, for what needs no transaction of its own. */
export async function readFlight(
  runtime: Runtime,
  tenant: Tenant,
  actor: Actor,
  statements: readonly Statement[],
): Promise<{ results: Results; today: string }> {
  const today = dayIn(tenant.timeZone, new Date())
  const slots = slotsOf(tenant, actor, today)
  try {
    const bound = statements.map(statement => bind(statement, slots))
    const proof = proofOf(actor)
    const results = await runtime.pool.flight(tenant.id, [...proof, ...bound])
    given(actor)
    return { results: results.slice(proof.length), today }
  } catch (error) {
    throw translate(error)
  }
}
