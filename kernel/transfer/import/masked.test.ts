import { expect, test } from 'vitest'
import { grant } from '../../access/grant.ts'
import { entity } from '../../entity/entity.ts'
import { field } from '../../entity/field.ts'
import { system } from '../../entity/system.ts'
import { importApp } from '../testing/import-app.ts'

const contact = entity('rolodex.contact', {
  path: 'rolodex_contacts',
  title: 'code',
  fields: { code: field.text().unique(), name: field.text().personal('name'), city: field.text().optional() },
})
const about = { version: '1.0.0', kind: 'installable', messages: { en: {}, zh: {} } } as const
const app = await importApp([system('rolodex', { ...about, entities: [contact] })])

test('a file exported by somebody who is shown names in part does not bring the masks back as names', async () => {
  const org = await app.tenant()
  const keeper = org.as()
  await keeper.post('/rolodex_contacts', { code: 'A', name: '张三丰', city: 'Wuhan' })
  const clerk = org.as([
    grant('rolodex.contact.read', { masked: ['name'] }),
    ...['export', 'import', 'create', 'update'].map(verb => `rolodex.contact.${verb}`),
  ])
  const file = (await clerk.get('/rolodex_contacts/export')).body as string
  expect(file).toContain('张*')
  const again = (await app.upload(clerk, '/rolodex_contacts/import?key=code', file.replace('Wuhan', 'Hefei'))).body
  expect(again).toMatchObject({ created: 0, updated: 0, failed: 1 })
  expect(JSON.stringify(again.errors)).toContain('MASKED_VALUE')
  expect((await keeper.get('/rolodex_contacts')).body.data).toMatchObject([{ name: '张三丰', city: 'Wuhan' }])
})
