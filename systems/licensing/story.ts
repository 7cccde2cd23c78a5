import { directory } from '@tenon/directory'
import { load as loadDirectory } from '@tenon/directory/fixtures'
import { identity } from '@tenon/identity'
import { unitOfWork } from '@tenon/kernel/data/unit-of-work.ts'
import type { Ctx } from '@tenon/kernel/entity/ctx.ts'
import { addDays } from '@tenon/kernel/fields/date/day.ts'
import { dayIn } from '@tenon/kernel/fields/date/zone.ts'
import { ctxOf } from '@tenon/kernel/operations/ctx.ts'
import { type Answer, type Person, testApp } from '@tenon/kernel/testing/app.ts'
import { messages } from '@tenon/messages'
import { expect } from 'vitest'
import { load } from './fixtures.ts'
import { licensing } from './index.ts'

/** What the stories of this system have in common. */

export const house = () => testApp([licensing, directory, identity, messages])

/** A day of this person's organisation, so many days from today. */
export const inDays = (person: Person, days: number) => addDays(dayIn(person.session.tenant.timeZone, new Date()), days)

/** What the platform does by itself, in a transaction of this person's organisation. */
export const byItself = (person: Person, work: (ctx: Ctx) => Promise<void>) =>
  unitOfWork(person.session.runtime, person.session.tenant, person.session.actor, transaction =>
    work(ctxOf(transaction)),
  )

type Body = Readonly<Record<string, unknown>>

export async function create(person: Person, path: string, body: Body): Promise<Answer['body']> {
  const reply = await person.post(`/${path}`, body)
  expect(reply.status, JSON.stringify(reply.body)).toBe(201)
  return reply.body
}

/** Does it, and answers the record as it then is. */
export async function act(
  person: Person,
  path: string,
  id: string,
  action: string,
  input: Body = {},
): Promise<Answer['body']> {
  const reply = await person.post(`/${path}/${id}/${action}`, input)
  expect(reply.status, JSON.stringify(reply.body)).toBe(200)
  return reply.body
}

export const list = async (person: Person, address: string): Promise<Answer['body'][]> =>
  (await person.get(`/${address}`)).body.data

/** A draft for a new customer: ten users for the year to come, unless told otherwise. */
export async function draft(person: Person, values: Body = {}): Promise<Answer['body']> {
  const customer = await create(person, 'customers', { name: '华信精密' })
  const days = { startsOn: inDays(person, 0), endsOn: inDays(person, 364) }
  return create(person, 'licenses', { customer: customer.id, authorizedUsers: 10, ...days, ...values })
}

export async function issued(person: Person, values: Body = {}): Promise<Answer['body']> {
  return act(person, 'licenses', (await draft(person, values)).id, 'issue')
}

export async function inUse(person: Person, values: Body = {}): Promise<Answer['body']> {
  return act(person, 'licenses', (await issued(person, values)).id, 'activate')
}

export const price = { amount: { amount: '12000.00', currency: 'CNY' } }

/** Those of the demo who sign in, by address: what they did needs them. */
const people = { 'chen.siyuan': '陈思源', 'lin.zhiyuan': '林知远', 'zhao.qiming': '赵启明' }
export async function hire(person: Person) {
  const hired = Object.entries(people).map(([address, name]) =>
    create(person, 'members', { name, email: `${address}@qiyuan.example` }),
  )
  return Promise.all(hired)
}

/** Loads a demo organisation into that of this person. */
export function tell(person: Person, slug: string) {
  const { runtime, tenant, actor } = person.session
  return unitOfWork(runtime, tenant, actor, async work => {
    await loadDirectory(work, slug)
    await load(work, slug)
  })
}
