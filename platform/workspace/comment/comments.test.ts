import { besideRecords } from '@tenon/kernel/access/colleague.ts'
import { mute } from '@tenon/kernel/access/grant.ts'
import { expect, test } from 'vitest'
import { workspaceApp } from '../testing/team.ts'

const { app, member } = await workspaceApp()
const reads = ['workshop.machine.read', 'directory.company.read']
const all = ['workshop.*', 'directory.*']
const at = (id: string) => `@[Somebody](${id})`

test('people talk about a record: in order, each under their name, mentioning who may read it', async () => {
  const tenant = await app.tenant()
  const ann = await member(tenant, 'Ann 安', all)
  const bo = await member(tenant, 'Bo', reads)
  const { body: lathe } = await ann.post('/machines', { name: 'Lathe' })
  const said = await ann.post(`/machines/${lathe.id}/comments`, {
    text: `看一下 ${at(bo.memberId)}`,
    mentions: [bo.memberId],
  })
  expect(said.status, JSON.stringify(said.body)).toBe(201)
  expect(said.body).toMatchObject({
    author: { id: ann.memberId, name: 'Ann 安' },
    mentions: [{ id: bo.memberId, name: 'Bo' }],
    editedAt: null,
    mayChange: true,
  })
  await bo.post(`/machines/${lathe.id}/comments`, { text: 'Done' })
  const { data, page } = (await bo.get(`/machines/${lathe.id}/comments`)).body
  expect(data.map((one: { text: string }) => one.text)).toEqual([`看一下 ${at(bo.memberId)}`, 'Done'])
  expect(data.map((one: { mayChange: boolean }) => one.mayChange)).toEqual([false, true])
  expect(page).toEqual({ size: 50, total: 2 })
})

test('who is mentioned or has to do with the record is told, and nobody of what they said themselves', async () => {
  const tenant = await app.tenant()
  const ann = await member(tenant, 'Ann', all)
  const bo = await member(tenant, 'Bo', reads)
  const cy = await member(tenant, 'Cy', reads)
  const { body: lathe } = await ann.post('/machines', { name: 'Lathe' })
  await cy.put(`/stars/machines/${lathe.id}`, {})
  await bo.post(`/machines/${lathe.id}/comments`, { text: `${at(cy.memberId)} and others` })
  const kinds = async (person: typeof ann) =>
    (await person.get('/notifications?filter=all')).body.data.map((one: { kind: string }) => one.kind)
  expect(await kinds(ann)).toEqual(['commented'])
  expect(await kinds(cy)).toEqual(['mentioned'])
  expect(await kinds(bo)).toEqual([])
})

test('who may not read the record cannot be mentioned, and is named', async () => {
  const tenant = await app.tenant()
  const ann = await member(tenant, 'Ann', all)
  const eve = await member(tenant, 'Eve', ['workshop.person.read'])
  const { body: lathe } = await ann.post('/machines', { name: 'Lathe' })
  const said = await ann.post(`/machines/${lathe.id}/comments`, { text: `Hello @[Eve E.](${eve.memberId})` })
  expect(said.body.fields).toMatchObject([{ field: 'mentions', code: 'CANNOT_READ' }])
  expect(said.body.fields[0].message).toContain('Eve E.')
  const { data } = (await ann.get(`/machines/${lathe.id}/mentionable`)).body
  expect(data.map((one: { name: string }) => one.name)).toEqual(['Ann'])
  expect((await ann.get(`/machines/${lathe.id}/mentionable?search=eve`)).body.data).toEqual([])
})

test('one’s own words alone can be changed; others are removed only with the right to', async () => {
  const tenant = await app.tenant()
  const ann = await member(tenant, 'Ann', all)
  const bo = await member(tenant, 'Bo', reads)
  const keeper = await member(tenant, 'Keeper', [...reads, 'workspace.comment.remove'])
  const { body: lathe } = await ann.post('/machines', { name: 'Lathe' })
  const { body: said } = await ann.post(`/machines/${lathe.id}/comments`, { text: 'frist' })
  expect((await bo.patch(`/comments/${said.id}`, { text: 'x' })).body.code).toBe('NOT_YOUR_COMMENT')
  expect((await bo.delete(`/comments/${said.id}`)).status).toBe(403)
  const edited = await ann.patch(`/comments/${said.id}`, { text: 'first' })
  expect(edited.body).toMatchObject({ text: 'first', editedAt: expect.stringMatching(/Z$/) })
  expect((await keeper.patch(`/comments/${said.id}`, { text: 'x' })).status).toBe(403)
  expect((await keeper.delete(`/comments/${said.id}`)).status).toBe(204)
  expect((await ann.get(`/machines/${lathe.id}/comments`)).body.data).toEqual([])
  expect((await ann.delete(`/comments/${said.id}`)).status).toBe(404)
})

test('a conversation goes with its record: to its readers, under each of its addresses, and no further', async () => {
  const tenant = await app.tenant()
  const ann = await member(tenant, 'Ann', all)
  const own = await member(tenant, 'Own', [{ permission: 'workshop.machine.read', scope: 'own' }])
  const { body: acme } = await ann.post('/customers', { name: 'Acme' })
  await ann.post(`/customers/${acme.id}/comments`, { text: 'Hi' })
  expect((await ann.get(`/companies/${acme.id}/comments`)).body.data).toHaveLength(1)
  const { body: plain } = await ann.post('/companies', { name: 'No customer' })
  expect((await ann.get(`/customers/${plain.id}/comments`)).status).toBe(404)
  const { body: lathe } = await ann.post('/machines', { name: 'Lathe' })
  const { body: said } = await ann.post(`/machines/${lathe.id}/comments`, { text: 'Hi' })
  const stranger = (await app.tenant()).as()
  for (const person of [own, stranger]) {
    expect((await person.get(`/machines/${lathe.id}/comments`)).status).toBe(404)
    expect((await person.post(`/machines/${lathe.id}/comments`, {})).status).toBe(404)
    expect((await person.get(`/machines/${lathe.id}/mentionable`)).status).toBe(404)
    expect((await person.patch(`/comments/${said.id}`, {})).status).toBe(404)
    expect((await person.delete(`/comments/${said.id}`)).status).toBe(404)
  }
  await ann.delete(`/machines/${lathe.id}`)
  expect((await ann.get(`/machines/${lathe.id}/comments`)).status).toBe(404)
  expect((await ann.delete(`/comments/${said.id}`)).status).toBe(404)
})

test('a long conversation is read page by page, from its end', async () => {
  const tenant = await app.tenant()
  const ann = await member(tenant, 'Ann', all)
  const { body: lathe } = await ann.post('/machines', { name: 'Lathe' })
  for (let n = 1; n <= 5; n++) await ann.post(`/machines/${lathe.id}/comments`, { text: String(n) })
  const address = `/machines/${lathe.id}/comments?page[size]=2`
  const texts = (answer: { body: { data: { text: string }[] } }) => answer.body.data.map(({ text }) => text)
  const last = await ann.get(address)
  expect(texts(last)).toEqual(['4', '5'])
  const before = await ann.get(`${address}&page[before]=${last.body.page.previous}`)
  expect(texts(before)).toEqual(['2', '3'])
  const first = await ann.get(`${address}&page[before]=${before.body.page.previous}`)
  expect(texts(first)).toEqual(['1'])
  expect(first.body.page.previous).toBeUndefined()
})

test('people from outside read a record and find nothing beside it, nor are they found', async () => {
  const tenant = await app.tenant()
  const ann = await member(tenant, 'Ann', all)
  const guest = await member(tenant, 'Guest', [...reads, mute(besideRecords)])
  const { body: lathe } = await ann.post('/machines', { name: 'Lathe' })
  await ann.post(`/machines/${lathe.id}/comments`, { text: 'They pay late' })
  expect((await guest.get(`/machines/${lathe.id}`)).status).toBe(200)
  for (const part of ['comments', 'files', 'around', 'mentionable', 'presence'])
    expect((await guest.get(`/machines/${lathe.id}/${part}`)).status, part).toBe(404)
  expect((await guest.post(`/machines/${lathe.id}/comments`, { text: 'Hello' })).status).toBe(404)
  expect((await guest.get('/notifications?filter=all')).body.data).toEqual([])
  const { data } = (await ann.get(`/machines/${lathe.id}/mentionable`)).body
  expect(data.map((one: { name: string }) => one.name)).toEqual(['Ann'])
})
