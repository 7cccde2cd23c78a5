import fc from 'fast-check'
import { expect, test } from 'vitest'
import { errands } from '../testing/errands.ts'
import { type Known, signInApp } from '../testing/sign-in-app.ts'
import { askedAbout, judge } from './explain.ts'
import { subjectOf } from './subject.ts'

const app = await signInApp([errands])
const fields = ['name', 'owner', 'phone', 'notes'] as const
const verbs = ['list', 'read', 'update', 'touch'] as const
const some = fc.subarray([...fields], { minLength: 1 }).map(names => names.join(', '))

const anyGrant = fc.record(
  {
    permission: fc.constantFrom(
      ...verbs.map(verb => `errands.errand.${verb}`),
      'errands.errand.*',
      'errands.*',
      '*.*.read',
    ),
    scope: fc.constantFrom('tenant', 'own', 'site', 'department', 'departmentTree', 'departments', 'sites', 'filter'),
    fields: some,
    masked: some,
    pick: fc.nat(),
  },
  { requiredKeys: ['permission', 'scope', 'pick'] },
)
const anyMute = fc.record(
  { permission: fc.constantFrom(...verbs.map(verb => `errands.errand.${verb}`)), fields: some },
  { requiredKeys: ['permission'] },
)
const anyWorld = fc.record({
  roles: fc.array(
    fc.record({ grants: fc.array(anyGrant, { maxLength: 4 }), mutes: fc.array(anyMute, { maxLength: 1 }) }),
    {
      minLength: 5,
      maxLength: 5,
    },
  ),
  people: fc.array(fc.record({ roles: fc.subarray([0, 1, 2, 3, 4]), department: fc.nat(), viaPosition: fc.nat(4) }), {
    minLength: 5,
    maxLength: 5,
  }),
  errands: fc.array(fc.record({ owner: fc.nat(), place: fc.nat(), urgency: fc.nat(3) }), {
    minLength: 16,
    maxLength: 16,
  }),
})
type World = typeof anyWorld extends fc.Arbitrary<infer W> ? W : never

const filters = [
  [{ field: 'urgency', operator: 'gte', text: '2' }],
  [{ field: 'owner', operator: 'eq', text: '@me' }],
  [{ field: 'nothing', operator: 'eq', text: '1' }],
]

async function build(world: World) {
  const tenant = await app.tenant()
  const admin = await app.person(tenant, [{ role: 'administrator' }])
  const make = async (path: string, body: object): Promise<string> => {
    const made = await admin.post(path, body)
    expect(made.body, path).toMatchObject({ id: expect.any(String) })
    return made.body.id
  }
  const [hq] = (await admin.get('/sites')).body.data
  const sites: string[] = [hq.id, await make('/sites', { name: 'Works', code: 'W', type: 'factory' })]
  const top = await make('/departments', { name: 'Top' })
  const below = await make('/departments', { name: 'Below', parent: top })
  const departments = [top, below, await make('/departments', { name: 'Beside' })]
  const pick = (from: readonly string[], at: number) => from[at % from.length] as string
  const lineOf = ({ pick: at, ...line }: World['roles'][number]['grants'][number]) => ({
    ...line,
    ...(line.scope === 'departments' ? { among: [pick(departments, at)] } : {}),
    ...(line.scope === 'sites' ? { among: [pick(sites, at)] } : {}),
    ...(line.scope === 'filter' ? { filter: filters[at % filters.length] } : {}),
  })
  const roles: string[] = []
  for (const [i, { grants, mutes }] of world.roles.entries())
    roles.push(
      await make('/roles', {
        key: `r${i}`,
        name: `r${i}`,
        grants: [...grants.map(lineOf), ...mutes.map(mute => ({ ...mute, effect: 'mute' }))],
      }),
    )
  const people: Known[] = []
  for (const { roles: held, department, viaPosition } of world.people) {
    const person = await app.person(
      tenant,
      held.map(i => ({ role: `r${i}` })),
    )
    const at = pick(departments, department)
    const post = await make('/positions', { name: 'Post', department: at, roles: [{ role: roles[viaPosition] }] })
    const changed = await admin.patch(`/members/${person.memberId}`, {
      departments: [{ department: at }],
      positions: viaPosition % 2 ? [{ post }] : [],
    })
    expect(changed.status).toBe(200)
    people.push(person)
  }
  for (const [i, { owner, place, urgency }] of world.errands.entries())
    await make('/errands', {
      name: `Errand ${i}`,
      owner: (people[owner % people.length] as Known).memberId,
      place: pick(sites, place),
      urgency,
      phone: '13812345678',
      notes: 'secret',
    })
  const records: { id: string; [field: string]: unknown }[] = (await admin.get('/errands?page[size]=100')).body.data
  return { tenant, admin, people, records }
}

/** What the server itself lets the person do, found out by doing it. */
async function attempts(
  person: Known,
  record: { id: string; [field: string]: unknown },
  listed: Map<string, Record<string, unknown>>,
) {
  const got = await person.get(`/errands/${record.id}`)
  const clear = (shown: Record<string, unknown> | undefined, name: string) =>
    shown?.[name] !== undefined && shown[name] !== null && !(shown.maskedFields as string[] | undefined)?.includes(name)
  const outcomes: [string, string | undefined, boolean][] = [
    ['list', undefined, listed.has(record.id)],
    ['read', undefined, got.status === 200],
  ]
  for (const name of fields) {
    outcomes.push(['list', name, clear(listed.get(record.id), name)])
    outcomes.push(['read', name, got.status === 200 && clear(got.body, name)])
    const changed = await person.patch(`/errands/${record.id}`, { [name]: record[name] })
    outcomes.push(['update', name, changed.status === 200])
  }
  outcomes.push(['touch', undefined, (await person.post(`/errands/${record.id}/touch`)).status === 200])
  return outcomes
}

test('what is explained is what is enforced, for 10,000 random rights, records and fields', async () => {
  let [asked, granted] = [0, 0]
  await fc.assert(
    fc.asyncProperty(anyWorld, async world => {
      const { tenant, admin, people, records } = await build(world)
      const session = await app.sessionOf(admin)
      for (const person of people) {
        const list = await person.get('/errands?page[size]=100')
        const listed = new Map<string, Record<string, unknown>>(
          (list.body.data ?? []).map((row: { id: string }) => [row.id, row]),
        )
        const subject = await subjectOf(session, person.memberId)
        for (const record of records)
          for (const [verb, field, isAllowed] of await attempts(person, record, listed)) {
            const question = askedAbout(app.app.catalog, {
              permission: `errands.errand.${verb}`,
              record: record.id,
              field,
            })
            const { because } = await judge(session, subject, question)
            asked++
            if (isAllowed) granted++
            expect({ verb, field, tenant: tenant.slug, because, allowed: because === 'granted' }).toMatchObject({
              allowed: isAllowed,
            })
          }
      }
    }),
    { numRuns: 9, endOnFailure: true },
  )
  expect(asked).toBeGreaterThan(10_000)
  expect(granted).toBeGreaterThan(500)
}, 240_000)
