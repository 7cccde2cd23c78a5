import { expect, test } from 'vitest'
import type { RoleTemplate } from '../entity/system.ts'
import { type Person, testApp } from '../testing/app.ts'
import { workshop } from '../testing/workshop.ts'

const app = await testApp([workshop])

/** Machines m1 to m4: of 安娜, of Bo, of Bo and of nobody. */
async function owned() {
  const tenant = await app.tenant()
  const keeper = tenant.as()
  const anna = (await keeper.post('/people', { name: 'Anna', email: 'anna@example.com' })).body.id
  const bo = (await keeper.post('/people', { name: 'Bo' })).body.id
  for (const [name, owner] of [
    ['m1', anna],
    ['m2', bo],
    ['m3', bo],
    ['m4', null],
  ])
    await keeper.post('/machines', { name, owner })
  return { tenant, keeper }
}
const names = async (person: Person, query: string) => {
  const { status, body } = await person.get(`/machines?${query}`)
  return status === 200 ? body.data.map((m: { name: string }) => m.name) : body.fields.map((f: object) => f)
}

test('a list is narrowed by what its references lead to', async () => {
  const { keeper } = await owned()
  for (const [query, found] of [
    ['filter[owner.name]=Bo', ['m2', 'm3']],
    ['filter[owner.name][contains]=NN', ['m1']],
    ['filter[owner.email][empty]=true', ['m2', 'm3']],
    ['filter[owner.name][ne]=Bo', ['m1']],
    ['filter[owner.createdAt][gte]=2020-01-01', ['m1', 'm2', 'm3']],
    ['filter[owner.name]=Bo&filter[name]=m3', ['m3']],
  ] as const)
    expect(await names(keeper, `sort=name&${query}`), query).toEqual(found)
})

test('a list is ordered by what its references lead to, page by page, those without one last', async () => {
  const { keeper } = await owned()
  expect(await names(keeper, 'sort=owner.name,name')).toEqual(['m1', 'm2', 'm3', 'm4'])
  expect(await names(keeper, 'sort=-owner.name,name')).toEqual(['m2', 'm3', 'm1', 'm4'])
  for (const sort of ['owner.name,-name', '-owner.name,name', 'owner.email,owner.name']) {
    const all = await names(keeper, `sort=${sort}`)
    const walked: string[] = []
    for (let after = ''; walked.length < all.length; ) {
      const { body } = await keeper.get(`/machines?sort=${sort}&page[size]=1${after && `&page[after]=${after}`}`)
      walked.push(body.data[0].name)
      after = body.page.next ?? ''
      if (!after) break
    }
    expect(walked, sort).toEqual(all)
  }
})

test('only one reference deep, only what the other entity has, and only as it may be asked', async () => {
  const { keeper } = await owned()
  for (const query of [
    'filter[owner.site.name]=x',
    'filter[owner.nothing]=x',
    'filter[name.length]=1',
    'filter[parts.name]=bolt',
  ])
    expect(await names(keeper, query)).toMatchObject([{ code: 'UNKNOWN_FIELD' }])
  for (const sort of ['owner.nothing', 'owner.', 'owner.name.x', 'owner.member', '-name.owner'])
    expect(await names(keeper, `sort=${sort}`), sort).toMatchObject([{ field: 'sort', code: 'UNKNOWN_FIELD' }])
  expect(await names(keeper, 'filter[owner.name][lt]=a')).toMatchObject([
    { field: 'filter[owner.name][lt]', code: 'UNKNOWN_OPERATOR' },
  ])
})

test('the other records are judged as in a list of their own: rows, fields, masks', async () => {
  const { tenant } = await owned()
  const only = (name: string) => ({ scope: 'filter', filter: [{ field: 'name', operator: 'eq', text: name } as const] })
  const as = (...people: RoleTemplate) => tenant.as(['workshop.machine.read', ...people])
  const unknown = [{ code: 'UNKNOWN_FIELD' }]
  const asked = 'filter[owner.name]=Bo'

  expect(await names(as(), asked)).toMatchObject(unknown)
  expect(await names(as(), 'sort=owner.name')).toMatchObject(unknown)
  const person = { permission: 'workshop.person.read' }
  expect(await names(as({ ...person, fields: ['email'] }), asked)).toMatchObject(unknown)
  expect(await names(as({ ...person, masked: ['name'] }), asked)).toMatchObject(unknown)
  expect(await names(as({ ...person, masked: ['name'] }), 'sort=owner.name')).toMatchObject(unknown)

  const annas = as({ ...person, ...only('Anna') })
  expect(await names(annas, asked)).toEqual([])
  expect(await names(annas, 'filter[owner.name]=Anna')).toEqual(['m1'])
  expect(await names(annas, 'sort=-owner.name')).toEqual(['m1', 'm4', 'm3', 'm2']) // an owner unseen counts as none

  // E-mails are shown of Anna alone: others' can neither be found, nor order a list.
  const some = as({ ...person, fields: ['name'] }, { ...person, ...only('Anna') })
  expect(await names(some, 'sort=name&filter[owner.email][empty]=true')).toEqual([])
  expect(await names(some, 'sort=name&filter[owner.email][empty]=false')).toEqual(['m1'])
  expect(await names(some, 'sort=owner.email')).toMatchObject(unknown)

  const blind = tenant.as([{ permission: 'workshop.machine.read', fields: ['name'] }, 'workshop.person.read'])
  expect(await names(blind, asked)).toMatchObject(unknown)
  expect(await names(blind, 'sort=owner.name')).toMatchObject(unknown)
})
