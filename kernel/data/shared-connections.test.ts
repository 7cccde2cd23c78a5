import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type TestTenant, testApp } from '../testing/app.ts'
import { workshop } from '../testing/workshop.ts'
import type { Statement } from './batch.ts'
import { type ContextMode, openPool, type Pool } from './pool.ts'
import { unitOfWork } from './unit-of-work.ts'

const app = await testApp([workshop])
const tenantCount = 20
const stranger = await app.tenant()

/** Ways in which a batch breaks off: refused by the parser, by a constraint, by the wall, while running, with its connection. */
const failures = {
  syntax: () => ({ text: 'selct 1', values: [] }),
  division: () => ({ text: 'select 1 / $1::integer', values: [0] }),
  type: () => ({ text: 'select $1::uuid', values: ['none'] }),
  duplicate: (tenant: TestTenant, id: string) => insert(tenant, id, 'failed'),
  wall: () => insert(stranger, randomUUID(), 'failed'),
  killed: () => ({ text: 'select pg_terminate_backend(pg_backend_pid())', values: [] }),
} satisfies Record<string, (tenant: TestTenant, id: string) => Statement>

const insert = (tenant: TestTenant, id: string, name: string): Statement => ({
  text: 'insert into workshop.person (tenant_id, id, name, created_at, updated_at) values ($1, $2, $3, now(), now())',
  values: [tenant.id, id, name],
})
/** Deliberately without `tenant_id` in the question: only the wall stands between. */
const everything: Statement = { text: 'select tenant_id, name from workshop.person', values: [] }

const step = fc.record({
  who: fc.nat(tenantCount - 1),
  how: fc.constantFrom('flight' as const, 'unit' as const),
  writes: fc.nat(3),
  failure: fc.option(
    fc.record({ kind: fc.constantFrom(...(Object.keys(failures) as (keyof typeof failures)[])), at: fc.nat(3) }),
    { freq: 3 },
  ),
  abandon: fc.boolean(),
})
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

function statementsOf(tenant: TestTenant, { writes, failure }: Step, name: string): Statement[] {
  const ids = Array.from({ length: writes + 1 }, () => randomUUID())
  const statements = ids.map(id => insert(tenant, id, name))
  if (failure) statements.splice(failure.at + 1, 0, failures[failure.kind](tenant, ids[0] as string))
  return statements
}

async function runStep(pool: Pool, tenant: TestTenant, one: Step, written: Map<string, number>): Promise<void> {
  const breaks = one.failure !== null || (one.how === 'unit' && one.abandon)
  const statements = statementsOf(tenant, one, breaks ? 'failed' : tenant.id)
  try {
    const seen =
      one.how === 'flight'
        ? await inFlight(pool, tenant, statements)
        : await inUnit(pool, tenant, statements, one.abandon)
    expect(breaks).toBe(false)
    expect(new Set(seen.flat()).difference(new Set([tenant.id])).size).toBe(0)
    written.set(tenant.id, (written.get(tenant.id) ?? 0) + statements.length)
  } catch (error) {
    if (!breaks) throw error
  }
}
const inFlight = async (pool: Pool, tenant: TestTenant, statements: readonly Statement[]) =>
  (await pool.flight(tenant.id, [...statements, everything])).at(-1) ?? []
const inUnit = (pool: Pool, tenant: TestTenant, statements: readonly Statement[], abandon: boolean) =>
  unitOfWork({ pool, committed: () => {} }, tenant, tenant.as().session.actor, async work => {
    await work.read(everything)
    for (const statement of statements) work.write(statement)
    const seen = await work.read(everything)
    if (abandon) throw new Error('abandoned')
    return seen
  })

test.each<ContextMode>(['flight', 'block'])(
  '%s: whatever fails over four shared connections, nobody sees or leaves a row of another',
  async mode => {
    const tenants = await Promise.all(Array.from({ length: tenantCount }, () => app.tenant()))
    const pool = openPool(app.database.app, { max: 4, mode })
    const written = new Map<string, number>()
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 100, maxLength: 200 }), async steps => {
        await Promise.all(steps.map(one => runStep(pool, tenants[one.who] as TestTenant, one, written)))
        const [outside] = await pool.instance([
          { text: "select nullif(current_setting('app.tenant_id', true), '')", values: [] },
          everything,
        ])
        expect(outside).toEqual([[null]])
        for (const tenant of tenants) {
          const [rows = []] = await pool.flight(tenant.id, [everything])
          expect(new Set(rows.flat())).toEqual(new Set(rows.length ? [tenant.id] : []))
        }
      }),
      { numRuns: 5, endOnFailure: true },
    )
    for (const tenant of tenants) {
      const [rows = []] = await pool.flight(tenant.id, [
        { text: 'delete from workshop.person returning 1', values: [] },
      ])
      expect(rows.length).toBe(written.get(tenant.id) ?? 0)
    }
    await pool.end()
  },
  60_000,
)
