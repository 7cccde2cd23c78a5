import { expect, test } from 'vitest'
import { workspaceApp } from '../testing/team.ts'

const { app, member } = await workspaceApp()
const nothing = ['nothing.at.all']

// What every member has is given by identity at sign-in; here it is spelled out.
const own = ['read', 'update', 'complete', 'reopen'].map(verb => ({
  permission: `workspace.task.${verb}`,
  scope: 'own',
}))
const given = ['read', 'create', 'update', 'complete', 'reopen', 'remove'].map(verb => ({
  permission: `workspace.task.${verb}`,
  scope: 'given',
}))
const everyone = [...nothing, ...own, ...given]
const titles = (answer: { body: { data: { title: string }[] } }) => answer.body.data.map(({ title }) => title)

test('a task is one’s own unless given to somebody else; both may work with it, nobody else sees it', async () => {
  const tenant = await app.tenant()
  const ann = await member(tenant, 'Ann', everyone)
  const bo = await member(tenant, 'Bo', everyone)
  const cy = await member(tenant, 'Cy', everyone)
  const mine = await ann.post('/tasks', { title: '给自己 Mine' })
  expect(mine.body, JSON.stringify(mine.body)).toMatchObject({
    assignee: ann.memberId,
    status: 'open',
    priority: 'normal',
  })
  const { body: his } = await ann.post('/tasks', { title: 'His', assignee: bo.memberId, dueOn: '2026-12-01' })
  expect(titles(await ann.get('/tasks?sort=title&scope=given'))).toEqual(['His', '给自己 Mine'])
  expect(titles(await ann.get('/tasks?scope=own'))).toEqual(['给自己 Mine'])
  expect(titles(await bo.get('/tasks'))).toEqual(['His'])
  expect(titles(await cy.get('/tasks'))).toEqual([])
  expect((await cy.get(`/tasks/${his.id}`)).status).toBe(404)
  expect((await bo.post(`/tasks/${his.id}/complete`)).body.status).toBe('done')
  expect((await ann.post(`/tasks/${his.id}/reopen`)).body.status).toBe('open')
  expect((await bo.delete(`/tasks/${his.id}`)).status).toBe(403)
  expect((await cy.post(`/tasks/${his.id}/complete`)).status).toBe(404)
  expect((await ann.delete(`/tasks/${his.id}`)).status).toBe(204)
})

test('whoever sees a task knows by name whose it is, and nothing else of that person', async () => {
  const tenant = await app.tenant()
  const ann = await member(tenant, 'Ann', everyone)
  const bo = await member(tenant, 'Bo', everyone)
  const { body: his } = await ann.post('/tasks', { title: 'His', assignee: bo.memberId })
  const shown = { id: bo.memberId, title: 'Bo' }
  expect((await ann.get('/tasks?include=assignee')).body.data[0].assignee).toEqual(shown)
  expect((await ann.get(`/tasks/${his.id}?include=assignee`)).body.assignee).toEqual(shown)
  expect((await ann.get(`/members/${bo.memberId}`)).status).toBe(403)
  const elsewhere = (await app.tenant()).as(everyone)
  expect((await elsewhere.post('/tasks', { title: 'x', assignee: bo.memberId })).status).toBe(422)
})

test('a task about a record names it, for who may read it', async () => {
  const tenant = await app.tenant()
  const ann = await member(tenant, 'Ann', [...everyone, 'workshop.*'])
  const bo = await member(tenant, 'Bo', everyone)
  const { body: lathe } = await ann.post('/machines', { name: 'Lathe' })
  const about = { aboutCollection: 'machines', aboutId: lathe.id }
  const made = await ann.post('/tasks', { title: 'Oil it', ...about })
  expect(made.body).toMatchObject({ ...about, aboutTitle: 'Lathe' })
  expect(titles(await ann.get(`/tasks?filter[aboutId]=${lathe.id}`))).toEqual(['Oil it'])
  expect((await bo.post('/tasks', { title: 'x', ...about })).body.fields).toMatchObject([{ field: 'aboutId' }])
  expect((await ann.post('/tasks', { title: 'x', ...about, aboutCollection: 'nowhere' })).status).toBe(422)
})
