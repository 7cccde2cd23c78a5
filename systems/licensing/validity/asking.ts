import type { Answer, Person, TestApp } from '@tenon/kernel/testing/app.ts'
import { expect } from 'vitest'
import { create, issued } from '../story.ts'

/** How tests ask about licences: as a program does, from an address of its own. */

type Body = Readonly<Record<string, unknown>>

async function keyOf(person: Person, address: string): Promise<string> {
  const { status, body } = await person.post(`${address}/key`)
  expect(status, JSON.stringify(body)).toBe(201)
  return body.key
}
export const licenseKeyOf = (person: Person, id: string) => keyOf(person, `/licenses/${id}`)

export async function publishableKeyOf(person: Person, values: Body = {}): Promise<string> {
  const { id } = await create(person, 'publishable_keys', { name: 'Desktop', ...values })
  return keyOf(person, `/publishable_keys/${id}`)
}

let addresses = 0
/** A program somewhere, with this publishable key. */
export function program(app: TestApp, publishable: string) {
  const remoteAddress = `10.9.${Math.floor(++addresses / 250)}.${1 + (addresses % 250)}`
  return async (question: string, payload: Body = {}): Promise<Answer> => {
    const reply = await app.server.http.inject({
      method: 'POST',
      url: `/api/v1/licensing/${question}`,
      headers: { authorization: `Bearer ${publishable}` },
      remoteAddress,
      payload,
    })
    return { status: reply.statusCode, body: reply.json(), headers: reply.headers }
  }
}
export type Program = ReturnType<typeof program>

/** An organisation that has issued one licence, and a program that asks about it. */
export async function licensed(app: TestApp, values: Body = {}, zone = 'Asia/Shanghai') {
  const person = (await app.tenant({ timeZone: zone })).as()
  const license = await issued(person, values)
  const [key, publishable] = [await licenseKeyOf(person, license.id), await publishableKeyOf(person)]
  return { person, license, key, publishable, ask: program(app, publishable) }
}

/** A policy of a new product. */
export async function policyOf(person: Person, values: Body = {}) {
  const product = await create(person, 'licensed_products', { name: '排产软件', code: 'aps' })
  const policy = await create(person, 'license_policies', { product: product.id, name: 'Standard', ...values })
  return { product, policy }
}
