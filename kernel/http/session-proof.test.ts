import { expect, test } from 'vitest'
import { sessionMoved } from '../data/pg-errors.ts'
import type { Runtime } from '../data/unit-of-work.ts'
import { catalog } from '../entity/catalog.ts'
import type { Actor, Tenant } from '../entity/ctx.ts'
import type { Authenticate } from './authenticate.ts'
import { json, route } from './route.ts'
import { buildServer } from './server.ts'

/** Remembers a session whose rights have changed since; a look at the database tells what holds now. */
const changedSince: Authenticate = async (_request, _origin, look) => {
  const proof = look === 'remembered' ? { statement: { text: '', values: [] }, given: false } : undefined
  return { tenant: {} as Tenant, actor: { proof } as unknown as Actor, byCookie: false }
}

/** What comes of a call of which one flight, sent beside another, met the change; `proven` when the other did not. */
async function met(method: 'GET' | 'POST', proven: boolean) {
  let runs = 0
  const work = route({
    method,
    path: '/work',
    operation: 'work',
    summary: 'Two flights side by side',
    tag: 'test',
    access: 'session',
    provesSession: true,
    replies: { 200: { description: 'How often it began' } },
    run: async ({ session: { actor } }) => {
      runs++
      if (!actor.proof) return json(runs)
      actor.proof.given = proven
      throw sessionMoved()
    },
  })
  const options = { catalog: catalog([]), runtime: {} as Runtime, version: 'test', baseUrl: 'http://localhost' }
  const { http } = await buildServer({ ...options, authenticate: changedSince, routes: [work] })
  const { statusCode } = await http.inject({ method, url: '/api/v1/work' })
  await http.close()
  return { statusCode, runs }
}

test('rights that change under a request end nobody’s session: the work begins again', async () => {
  expect(await met('GET', false)).toEqual({ statusCode: 200, runs: 2 })
  expect(await met('POST', false)).toEqual({ statusCode: 200, runs: 2 })
})

test('what only reads begins again even when one of its flights was let through; what writes does not', async () => {
  expect(await met('GET', true)).toEqual({ statusCode: 200, runs: 2 })
  expect(await met('POST', true)).toEqual({ statusCode: 401, runs: 1 })
})
