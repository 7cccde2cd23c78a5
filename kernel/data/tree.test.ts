import { expect, test } from 'vitest'
import { catalog } from '../entity/catalog.ts'
import { type AnyEntity, entity } from '../entity/entity.ts'
import { field } from '../entity/field.ts'
import { system } from '../entity/system.ts'
import { type Person, testApp } from '../testing/app.ts'
import { connectFor } from '../testing/background.ts'
import { migrate } from './migrate.ts'

const branch = entity('grove.branch', {
  path: 'branches',
  title: 'name',
  tree: 'parent',
  fields: { name: field.text(), parent: field.ref((): AnyEntity => branch).optional() },
})
const perch = entity('grove.perch', { title: 'branch', fields: { branch: field.ref(branch) } })
const bird = entity('grove.bird', {
  path: 'birds',
  title: 'name',
  fields: { name: field.text(), nest: field.ref(branch).optional(), perches: field.lines(perch) },
})
const grove = system('grove', {
  version: '1.0.0',
  kind: 'installable',
  entities: [branch, perch, bird],
  messages: { en: {}, zh: {} },
})
const app = await testApp([grove])

async function plant(person: Person, name: string, parent?: string): Promise<string> {
  return (await person.post('/branches', { name, parent: parent ?? null })).body.id
}
/** trunk > limb > twig, and a root beside it */
async function tree() {
  const tenant = await app.tenant()
  const person = tenant.as()
  const trunk = await plant(person, 'trunk')
  const limb = await plant(person, 'limb', trunk)
  const twig = await plant(person, 'twig', limb)
  const root = await plant(person, 'root')
  const move = (id: string, parent: string | null) => person.patch(`/branches/${id}`, { parent })
  const below = async (id: string) =>
    (await person.get(`/branches?filter[id][below]=${id}&sort=name`)).body.data.map(
      ({ name }: { name: string }) => name,
    )
  return { tenant, person, trunk, limb, twig, root, move, below }
}
const fault = ({ status, body }: { status: number; body: { fields: { field: string; code: string }[] } }) => ({
  status,
  ...body.fields?.[0],
})

test('a branch moves with all that hangs on it', async () => {
  const { trunk, limb, root, move, below } = await tree()
  expect(await below(trunk)).toEqual(['limb', 'trunk', 'twig'])
  expect((await move(limb, root)).status).toBe(200)
  expect(await below(trunk)).toEqual(['trunk'])
  expect(await below(root)).toEqual(['limb', 'root', 'twig'])
  expect((await move(limb, null)).status).toBe(200)
  expect(await below(limb)).toEqual(['limb', 'twig'])
  expect(await below(root)).toEqual(['root'])
})

test('nothing hangs below itself', async () => {
  const { trunk, limb, twig, move, below } = await tree()
  for (const parent of [trunk, limb, twig])
    expect(fault(await move(trunk, parent))).toMatchObject({ status: 422, field: 'parent', code: 'TREE_CYCLE' })
  expect(await below(trunk)).toEqual(['limb', 'trunk', 'twig'])
})

test('two moves at once that would make a circle do not both succeed', async () => {
  for (let round = 0; round < 5; round++) {
    const { trunk, root, move, below } = await tree()
    const answers = await Promise.all([move(trunk, root), move(root, trunk)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422])
    const top = answers[0]?.status === 200 ? root : trunk
    expect(await below(top)).toEqual(['limb', 'root', 'trunk', 'twig'])
  }
})

test('whatever moves at once, and whatever of it is refused, every way is right afterwards', async () => {
  const { tenant, person, trunk, limb, twig, root, move } = await tree()
  const ids = [trunk, limb, twig, root]
  for (let i = 0; i < 8; i++) ids.push(await plant(person, `b${i}`, ids[i]))
  const any = () => ids[Math.floor(Math.random() * ids.length)] as string
  for (let round = 0; round < 12; round++) {
    const answers = await Promise.all(Array.from({ length: 4 }, () => move(any(), Math.random() < 0.2 ? null : any())))
    for (const { status } of answers) expect([200, 422, 503]).toContain(status)
  }
  const owner = await connectFor(app.database.owner, tenant.id)
  const wrong = await owner.query(
    `with recursive way (id, ids) as (
      select id, array[id] from grove.branch where tenant_id = $1 and parent is null
      union all select b.id, w.ids || b.id from way w join grove.branch b on b.tenant_id = $1 and b.parent = w.id
    ) select b.id from grove.branch b left join way w on w.id = b.id
    where b.tenant_id = $1 and w.ids is distinct from b.lineage`,
    [tenant.id],
  )
  expect(wrong.rows).toEqual([])
})

test('a branch that grows while its parent moves goes with it', async () => {
  const { person, limb, twig, root, move, below } = await tree()
  const [, ...leaves] = await Promise.all([move(limb, root), ...['a', 'b', 'c'].map(name => plant(person, name, twig))])
  expect(leaves).toHaveLength(3)
  expect(await below(root)).toEqual(['a', 'b', 'c', 'limb', 'root', 'twig'])
})

test('the parent must be there and one’s own', async () => {
  const [{ person, trunk, limb, twig, move }, other] = [await tree(), await tree()]
  expect(fault(await move(limb, other.trunk))).toMatchObject({ field: 'parent', code: 'REFERENCE_NOT_FOUND' })
  expect((await person.delete(`/branches/${limb}`)).body).toMatchObject({ code: 'IN_USE', usedBy: ['branches'] })
  await person.delete(`/branches/${twig}`)
  await person.delete(`/branches/${limb}`)
  expect(fault(await person.post(`/branches/${twig}/restore`))).toMatchObject({
    field: 'parent',
    code: 'PARENT_REMOVED',
  })
  expect(fault(await person.post('/branches', { name: 'x', parent: limb }))).toMatchObject({
    code: 'REFERENCE_NOT_FOUND',
  })
  await move(trunk, other.trunk)
  for (const id of [limb, twig]) expect((await person.post(`/branches/${id}/restore`)).status).toBe(200)
})

test('removing a branch and growing one on it at once leaves nothing hanging in the air', async () => {
  for (let round = 0; round < 5; round++) {
    const { person, twig } = await tree()
    await Promise.all([person.delete(`/branches/${twig}`), plant(person, 'leaf', twig)])
    const { data } = (await person.get('/branches')).body
    const ids = data.map(({ id }: { id: string }) => id)
    for (const { parent } of data) if (parent) expect(ids).toContain(parent)
  }
})

test('lists ask for what lies below, through a reference and through lines', async () => {
  const { person, trunk, limb, twig, root } = await tree()
  await person.post('/birds', { name: 'wren', nest: twig, perches: [{ branch: limb }, { branch: root }] })
  await person.post('/birds', { name: 'owl', nest: root })
  const birds = async (filter: string) =>
    (await person.get(`/birds?filter${filter}&sort=name`)).body.data?.map(({ name }: { name: string }) => name)
  expect(await birds(`[nest][below]=${trunk}`)).toEqual(['wren'])
  expect(await birds(`[nest][below]=${root}`)).toEqual(['owl'])
  expect(await birds(`[nest][below]=${root},${limb}`)).toEqual(['owl', 'wren'])
  expect(await birds(`[perches][below]=${trunk}`)).toEqual(['wren'])
  expect(await birds(`[perches][contains]=${limb}`)).toEqual(['wren'])
  expect(await birds(`[perches][contains]=${trunk}`)).toEqual([])
  expect((await person.get('/birds?filter[name][below]=x')).status).toBe(422)
  expect((await person.get('/branches?filter[id][below]=x')).status).toBe(422)
})

test('rows that come all at once, children before parents, find their place; a circle among them does not', async () => {
  const tenant = await app.tenant()
  const owner = await connectFor(app.database.owner, tenant.id)
  const rows = (pairs: string) =>
    owner.query(
      `insert into grove.branch (tenant_id, id, name, parent, created_at, updated_at)
        select $1, id::uuid, 'x', parent::uuid, now(), now() from (values ${pairs}) as v (id, parent) returning id`,
      [tenant.id],
    )
  const id = (n: number) => `'00000000-0000-7000-8000-00000000000${n}'`
  await rows(`(${id(3)}, ${id(2)}), (${id(2)}, ${id(1)}), (${id(1)}, null)`)
  const { rows: stored } = await owner.query(
    'select cardinality(lineage) as depth from grove.branch where tenant_id = $1 order by id',
    [tenant.id],
  )
  expect(stored.map(({ depth }) => depth)).toEqual([1, 2, 3])
  await expect(rows(`(${id(4)}, ${id(5)}), (${id(5)}, ${id(4)})`)).rejects.toMatchObject({ code: 'TN006' })
})

test('a tree has an end', async () => {
  const { tenant, person, twig, move } = await tree()
  const owner = await connectFor(app.database.owner, tenant.id)
  await owner.query(
    `with ids as (select n, gen_random_uuid() as id from generate_series(1, 48) as n)
    insert into grove.branch (tenant_id, id, name, parent, created_at, updated_at)
    select $1, i.id, i.n, (select p.id from ids p where p.n = i.n - 1), now(), now() from ids i`,
    [tenant.id],
  )
  const [first, last] = await Promise.all(
    ['1', '48'].map(async name => (await person.get(`/branches?filter[name]=${name}`)).body.data[0].id as string),
  )
  expect(fault(await move(first as string, twig))).toMatchObject({ field: 'parent', code: 'TREE_TOO_DEEP' })
  const deepest = await plant(person, '50', await plant(person, '49', last))
  expect(fault(await person.post('/branches', { name: '51', parent: deepest }))).toMatchObject({
    code: 'TREE_TOO_DEEP',
  })
})

test('records that were there before they became a tree find their place', async () => {
  const { tree: _, ...spec } = branch
  const before = { ...grove, entities: [entity('grove.branch', spec)] }
  const { database, tenant } = await testApp([before])
  const [one, two] = [await tenant(), await tenant()]
  for (const person of [one.as(), two.as()])
    await plant(person, 'twig', await plant(person, 'limb', await plant(person, 'trunk')))
  const { user: role, password } = database.app
  const become = () =>
    migrate({ owner: database.owner, catalog: catalog([grove]), app: { role, password: String(password) } })
  await become()
  await become()
  for (const { id } of [one, two]) {
    const owner = await connectFor(database.owner, id)
    const { rows } = await owner.query(
      'select cardinality(lineage) as depth, lineage[cardinality(lineage)] = id as ends from grove.branch where tenant_id = $1 order by id',
      [id],
    )
    expect(rows).toEqual([1, 2, 3].map(depth => ({ depth, ends: true })))
  }
})
