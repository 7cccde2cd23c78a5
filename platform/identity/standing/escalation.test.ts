import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Known, signInApp } from '../testing/sign-in-app.ts'
import { standings } from './load.ts'
import { accessWith, rolesAt } from './standing.ts'

const app = await signInApp()
const permissions = ['identity.site.update', 'sales.order.read', 'sales.order.ship', 'crm.lead.read']
const scopes = ['tenant', 'own']
const siteCodes = ['HQ', 'ONE', 'TWO']
const keys = ['a', 'b', 'c', 'd']

const anyGrant = fc.record({
  permission: fc.constantFrom(...permissions, 'sales.*', '*'),
  scope: fc.constantFrom(...scopes),
})
const anyPlace = fc.option(fc.nat(2), { nil: null, freq: 2 })
const anyRole = fc.record({ role: fc.nat(3), site: anyPlace })
const anyDeed = fc.record({
  by: fc.nat(2),
  at: fc.nat(2),
  what: fc.constantFrom(
    'give',
    'give',
    'give',
    'take',
    'grant',
    'grant',
    'grant',
    'suspend',
    'reinstate',
    'removeRole',
    'restoreRole',
    'mute',
    'unmute',
    'include',
    'exclude',
    'grantGroup',
    'join',
    'leave',
    'roleOfDepartment',
    'siteOfDepartment',
    'hold',
    'roleOfPosition',
  ),
  whom: fc.nat(2),
  held: anyRole,
  grant: anyGrant,
})
type Deed = typeof anyDeed extends fc.Arbitrary<infer T> ? T : never
const anyStory = fc.record({
  roles: fc.array(fc.array(anyGrant, { maxLength: 2 }), { minLength: 4, maxLength: 4 }),
  people: fc.array(fc.array(anyRole, { minLength: 1, maxLength: 3 }), { minLength: 3, maxLength: 3 }),
  deeds: fc.array(anyDeed, { minLength: 30, maxLength: 30 }),
})
type Story = typeof anyStory extends fc.Arbitrary<infer T> ? T : never

interface World {
  readonly admin: Known
  readonly people: readonly Known[]
  readonly sites: readonly string[]
  readonly roles: readonly string[]
  readonly group: string
  readonly department: string
  readonly post: string
  /** Everything everyone can do: person, site, permission, rows. */
  reach(): Promise<readonly Set<string>[]>
}

async function build(story: Story): Promise<World> {
  const tenant = await app.tenant()
  const admin = await app.person(tenant, [{ role: 'administrator' }])
  for (const code of siteCodes.slice(1)) await admin.post('/sites', { name: code, code, type: 'factory' })
  const sites = (await admin.get('/site/accessible')).body.data.map((site: { id: string }) => site.id)
  const roles: string[] = []
  const managed = ['member', 'role', 'department', 'position'].map(noun => `identity.${noun}.*`)
  const base = [...managed, 'identity.site.read'].map(permission => ({ permission }))
  const made = async (path: string, body: object): Promise<string> => (await admin.post(path, body)).body.id
  const group = await made('/roles', { key: 'group', name: 'Group', kind: 'group' })
  const department = await made('/departments', { name: 'Department' })
  const post = await made('/positions', { name: 'Post', department })
  for (const [i, grants] of story.roles.entries())
    roles.push(
      (await admin.post('/roles', { key: keys[i], name: String(keys[i]), grants: [...base, ...grants] })).body.id,
    )
  const people: Known[] = []
  for (const held of story.people)
    people.push(
      await app.person(
        tenant,
        held.map(({ role, site }) => ({
          role: String(keys[role]),
          ...(site === null ? {} : { site: String(siteCodes[site]) }),
        })),
      ),
    )
  async function reachOf({ memberId }: Known): Promise<Set<string>> {
    const { status } = (await admin.get(`/members/${memberId}`)).body
    if (status !== 'active') return new Set()
    const standing = await standings(app.runtime.pool)({ tenantId: tenant.id, memberId, version: '0' })
    const access = sites.map((site: string) => accessWith(rolesAt(standing, site)))
    const rows = (scope: string) => (scope === 'tenant' ? scopes : [scope])
    return new Set(
      siteCodes.flatMap((code, i) =>
        permissions.flatMap(permission =>
          [...access[i].grants(permission)].flatMap(grant =>
            rows(grant.rows[0]?.scope ?? 'tenant').map(scope => `${code} ${permission} ${scope}`),
          ),
        ),
      ),
    )
  }
  return { admin, people, sites, roles, group, department, post, reach: () => Promise.all(people.map(reachOf)) }
}

async function attempt(
  { admin, people, sites, roles, group, department, post }: World,
  { by, at, what, whom, held, grant }: Deed,
): Promise<void> {
  const person = people[by] as Known
  const own = (await person.get('/site/accessible')).body.data ?? []
  const headers = { 'x-site-id': own[at % own.length]?.id ?? 'nowhere' }
  const [member, role] = [`/members/${people[whom]?.memberId}`, `/roles/${roles[held.role]}`]
  if (what === 'give' || what === 'take') {
    const now = (await admin.get(member)).body.roles
    const more = { role: roles[held.role], site: held.site === null ? null : sites[held.site] }
    await person.patch(member, { roles: what === 'give' ? [...now, more] : now.slice(1) }, headers)
  } else if (what === 'grant') {
    const { grants = [] } = (await admin.get(role)).body
    await person.patch(role, { grants: [...grants, grant] }, headers)
  } else if (what === 'mute' || what === 'unmute') {
    const { grants = [] } = (await admin.get(role)).body
    const given = grants.filter(({ effect }: { effect: string }) => effect === 'allow')
    const muted = [...grants, { permission: grant.permission, effect: 'mute' }]
    await person.patch(role, { grants: what === 'mute' ? muted : given }, headers)
  } else if (what === 'include' || what === 'exclude')
    await person.patch(role, { includes: what === 'include' ? [{ role: group }] : [] }, headers)
  else if (what === 'grantGroup') {
    const { grants = [] } = (await admin.get(`/roles/${group}`)).body
    await person.patch(`/roles/${group}`, { grants: [...grants, grant] }, headers)
  } else if (what === 'join' || what === 'leave')
    await person.patch(member, { departments: what === 'join' ? [{ department }] : [] }, headers)
  else if (what === 'hold') await person.patch(member, { positions: [{ post }] }, headers)
  else if (what === 'roleOfDepartment')
    await person.patch(`/departments/${department}`, { roles: [{ role: roles[held.role] }] }, headers)
  else if (what === 'roleOfPosition')
    await person.patch(`/positions/${post}`, { roles: [{ role: roles[held.role] }] }, headers)
  else if (what === 'siteOfDepartment')
    await person.patch(`/departments/${department}`, { site: held.site === null ? null : sites[held.site] }, headers)
  else if (what === 'removeRole') await person.delete(role, headers)
  else if (what === 'restoreRole') await person.post(`${role}/restore`, undefined, headers)
  else await person.post(`${member}/${what}`, {}, headers)
}

/** One gift that surely succeeds, so that a run always proves something, whatever the random stories do. */
const aGift: Story = {
  roles: [[{ permission: '*', scope: 'tenant' }], [{ permission: 'crm.lead.read', scope: 'tenant' }], [], []],
  people: [[{ role: 0, site: null }], [{ role: 2, site: null }], [{ role: 3, site: null }]],
  deeds: [
    { by: 0, at: 0, what: 'give', whom: 1, held: { role: 1, site: null }, grant: { permission: '*', scope: 'own' } },
  ],
}

test('whatever people do with roles, nobody comes to hold what its giver did not hold at that site', async () => {
  let gains = 0
  await fc.assert(
    fc.asyncProperty(anyStory, async story => {
      const world = await build(story)
      for (const deed of story.deeds) {
        const before = await world.reach()
        await attempt(world, deed)
        const gained = (await world.reach()).flatMap((now, i) => [...now].filter(right => !before[i]?.has(right)))
        gains += gained.length
        expect(gained.filter(right => !before[deed.by]?.has(right))).toEqual([])
      }
    }),
    { numRuns: 10, endOnFailure: true, examples: [[aGift]] },
  )
  expect(gains).toBeGreaterThan(0) // otherwise nothing was ever granted and nothing proven
}, 120_000)
