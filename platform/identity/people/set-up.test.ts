import { expect, test } from 'vitest'
import { setUpLink } from '../server.ts'
import { signInApp } from '../testing/sign-in-app.ts'

const app = await signInApp()
const baseUrl = 'https://tenon.example'
const tokenOf = (url: string | undefined) => String(url).split('#')[1] as string
const password = 'thirteen grey herons'

test('the link of the first start makes the first organisation, once', async () => {
  const token = tokenOf((await setUpLink(app.runtime, baseUrl))?.url)
  const administrator = { name: 'First', email: 'first@example.com', password }
  const body = { token, organisation: { slug: 'first', name: 'First' }, administrator }
  const weak = await app
    .as({})
    .post('/auth/set-up', { ...body, administrator: { ...administrator, password: 'first@example' } })
  expect(weak.body.fields).toMatchObject([{ field: 'administrator.password', code: 'CONTAINS_IDENTIFIER' }])
  const tries = await Promise.all(
    ['first', 'second', 'third'].map(slug =>
      app.as({}).post('/auth/set-up', {
        ...body,
        organisation: { slug, name: slug },
        administrator: { ...administrator, email: `${slug}@example.com` },
      }),
    ),
  )
  expect(tries.map(({ status }) => status).sort()).toEqual([204, 410, 410])
  expect(await setUpLink(app.runtime, baseUrl)).toBeUndefined()
  const signedIn = await Promise.all(
    ['first', 'second', 'third'].map(slug => app.login(`${slug}@example.com`, password)),
  )
  expect(signedIn.map(({ status }) => status).sort()).toEqual([200, 401, 401])
})
