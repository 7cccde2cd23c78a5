import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { EntityMeta } from '../derive/meta-types.ts'
import { recordSchema } from '../derive/reply-schema.ts'
import type { AnyEntity } from '../entity/entity.ts'
import { fieldsOf } from '../entity/entity.ts'
import type { Answer, Person, TestApp } from './app.ts'
import { type Overrides, sampleBody } from './sample.ts'

/** A reply without what differs between any two requests. */
const plain = ({ status, body }: Answer, id: string) => ({
  status,
  body: JSON.parse(
    JSON.stringify(body ?? null)
      .replaceAll(id, '<id>')
      .replace(/"requestId":"[^"]*"/, '"requestId":""'),
  ),
})

const bulkOf = (person: Person, { path }: AnyEntity, id: string) =>
  person.post(`/${path}/bulk`, { action: 'remove', query: { 'filter[id]': id }, expect: 1 })

/** Every request that carries a record's id, in its address or body. */
function probes(app: TestApp, entity: AnyEntity) {
  const at = (id: string) => `/${entity.path}/${id}`
  const actions = app.catalog.actionsOf(entity).filter(action => !action.automatic)
  return [
    ['get', (p: Person, id: string) => p.get(at(id))],
    ['history', (p: Person, id: string) => p.get(`${at(id)}/history`)],
    ['actions', (p: Person, id: string) => p.get(`${at(id)}/actions`)],
    ['patch', (p: Person, id: string) => p.patch(at(id), {})],
    ['reveal', (p: Person, id: string) => p.post(`${at(id)}/reveal`, { field: fieldsOf(entity)[0]?.[0] })],
    ['delete', (p: Person, id: string) => p.delete(at(id))],
    ['restore', (p: Person, id: string) => p.post(`${at(id)}/restore`)],
    ['bulk', (p: Person, id: string) => p.post(`/${entity.path}/bulk`, { action: 'remove', ids: [id] })],
    ['bulk query', (p: Person, id: string) => bulkOf(p, entity, id)],
    ['filter', (p: Person, id: string) => p.get(`/${entity.path}?filter[id]=${id}`)],
    ['summary', (p: Person, id: string) => p.get(`/${entity.path}/summary?filter[id]=${id}`)],
    ...actions.map(action => [action.name, (p: Person, id: string) => p.post(`${at(id)}/${action.name}`, {})] as const),
  ] as const
}

/** The ways another entity's body or filter can name this record. */
function references(app: TestApp, entity: AnyEntity) {
  return app.catalog.entities
    .filter(other => other.path)
    .flatMap(other =>
      fieldsOf(other)
        .filter(([, { kind }]) => kind.refersTo?.() === entity)
        .map(([field]) => ({ other, field })),
    )
}

async function create(person: Person, entity: AnyEntity, overrides: Overrides) {
  const body = await sampleBody(person, entity, overrides)
  if (!body) return undefined
  const reply = await person.post(`/${entity.path}`, body)
  expect(reply.status, JSON.stringify(reply.body)).toBe(201)
  return { body, record: reply.body }
}

function lifeCycle(app: TestApp, entity: AnyEntity, overrides: Overrides) {
  test('lives: create, read, change, remove, restore, each in its history', async () => {
    const person = (await app.tenant()).as()
    const made = await create(person, entity, overrides)
    if (!made) return
    const address = `/${entity.path}/${made.record.id}`
    expect(recordSchema(entity).strict().safeParse(made.record).error).toBeUndefined()
    expect((await person.get(address)).body).toEqual(made.record)
    expect((await person.get(`/${entity.path}?filter[id]=${made.record.id}`)).body.page.total).toBe(1)
    if (entity.appendOnly) return
    expect((await person.put(address, { ...made.body, version: 1 })).status).toBe(200)
    expect((await person.delete(address)).status).toBe(204)
    expect((await person.get(address)).status).toBe(404)
    expect((await person.post(`${address}/restore`)).status).toBe(200)
    const acts = (await person.get(`${address}/history`)).body.data.map((entry: { act: string }) => entry.act)
    expect(acts.toReversed().filter((act: string) => act !== 'update')).toEqual(['create', 'remove', 'restore'])
  })
}

function otherTenant(app: TestApp, entity: AnyEntity, overrides: Overrides) {
  test('another organisation gets the answer of an id that never was', async () => {
    const made = await create((await app.tenant()).as(), entity, overrides)
    if (!made) return
    const stranger = (await app.tenant()).as()
    for (const [name, probe] of probes(app, entity)) {
      const unknown = randomUUID()
      expect(plain(await probe(stranger, made.record.id), made.record.id), name).toEqual(
        plain(await probe(stranger, unknown), unknown),
      )
    }
    for (const { other, field } of references(app, entity)) {
      const body = (await sampleBody(stranger, other, overrides)) ?? {}
      const unknown = randomUUID()
      const named = async (id: string) => plain(await stranger.post(`/${other.path}`, { ...body, [field]: id }), id)
      expect(await named(made.record.id), `${other.name}.${field}`).toEqual(await named(unknown))
      const asked = async (id: string) => plain(await stranger.get(`/${other.path}?filter[${field}]=${id}`), id)
      expect(await asked(made.record.id)).toEqual(await asked(unknown))
    }
  })
}

function questions(app: TestApp, entity: AnyEntity, overrides: Overrides) {
  test('answers every question its metadata offer', async () => {
    const person = (await app.tenant()).as()
    await create(person, entity, overrides)
    const { fields } = (await person.get('/meta')).body.entities[entity.name] as EntityMeta
    const groups = fields.filter(field => field.groupable).map(field => field.name)
    const measures = fields.flatMap(({ name, measures = [] }) => measures.map(measure => `${measure}:${name}`))
    const orders = fields.filter(f => f.refersTo && f.sortable).flatMap(f => [f.name, `${f.name}.createdAt`])
    const ask = async (query: string) => {
      const { status, body } = await person.get(`/${entity.path}${query}`)
      expect(status, `${query} ${JSON.stringify(body)}`).toBe(200)
      return body
    }
    const { total } = (await ask('')).page
    for (const group of groups) expect((await ask(`/summary?group=${group}`)).total.count, group).toBe(total)
    for (let i = 0; i < measures.length; i += 12) await ask(`/summary?measure=${measures.slice(i, i + 12).join(',')}`)
    for (const order of orders) await ask(`?sort=${order}&search=lzy`)
    if (entity.states && Object.keys(entity.states).length) await ask('/flow')
  })
}

function permissions(app: TestApp, entity: AnyEntity, overrides: Overrides) {
  test('each verb needs its permission', async () => {
    const tenant = await app.tenant()
    const made = await create(tenant.as(), entity, overrides)
    const id = made?.record.id ?? randomUUID()
    const reader = tenant.as([`${entity.name}.read`])
    const nobody = tenant.as(['nothing.at.all'])
    expect((await nobody.get(`/${entity.path}`)).status).toBe(403)
    expect((await nobody.get(`/${entity.path}/${id}`)).status).toBe(403)
    expect((await reader.get(`/${entity.path}`)).status).toBe(200)
    const writes = [
      reader.post(`/${entity.path}`, made?.body ?? {}),
      reader.patch(`/${entity.path}/${id}`, {}),
      reader.delete(`/${entity.path}/${id}`),
    ]
    const actions = app.catalog
      .actionsOf(entity)
      .filter(a => !a.automatic)
      .map(a => reader.post(`/${entity.path}/${id}/${a.name}`, {}))
    const closed = entity.byActionsOnly || entity.appendOnly
    for (const answer of await Promise.all([...writes, ...actions]))
      expect(closed ? [403, 404, 405] : [403]).toContain(answer.status)
  })
}

/** Walks every declared entity, so that a new one is tested the day it is declared. */
export function conformance(app: TestApp, overrides: Overrides = {}): void {
  for (const entity of app.catalog.entities.filter(e => e.path))
    describe(entity.name, () => {
      lifeCycle(app, entity, overrides)
      otherTenant(app, entity, overrides)
      permissions(app, entity, overrides)
      questions(app, entity, overrides)
    })
}
