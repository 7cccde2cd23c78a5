import { missingTexts } from '@tenon/kernel/derive/labels.ts'
import { testApp } from '@tenon/kernel/testing/app.ts'
import { expect, test } from 'vitest'
import { identity } from '../index.ts'

const app = await testApp([identity])

test('every text stands in both languages', () => {
  expect(missingTexts(app.catalog)).toEqual([])
})

test('a role is made with its rights and read back', async () => {
  const tenant = await app.tenant()
  const admin = tenant.as()
  const made = await admin.post('/roles', {
    key: 'clerk',
    name: 'Clerk',
    grants: [{ permission: 'identity.site.read' }],
  })
  expect(made.status).toBe(201)
  expect(made.body.grants).toMatchObject([{ permission: 'identity.site.read', scope: 'tenant', fields: null }])
})
