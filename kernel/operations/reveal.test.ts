import pg from 'pg'
import { expect, test } from 'vitest'
import { grant } from '../access/grant.ts'
import { entity } from '../entity/entity.ts'
import { field } from '../entity/field.ts'
import { system } from '../entity/system.ts'
import { testApp } from '../testing/app.ts'

const patient = entity('ward.patient', {
  path: 'patients',
  title: 'name',
  fields: {
    name: field.text().search().personal('name'),
    phone: field.phone().optional().personal(),
    account: field.text().optional().personal('bank'),
    diagnosis: field.text().optional(),
    key: field.secret().optional(),
  },
  scopes: { own: 'createdBy' },
})
const about = { version: '1.0.0', kind: 'installable', messages: { en: {}, zh: {} } } as const
const { tenant, database } = await testApp([system('ward', { ...about, entities: [patient] })])

const masked = grant('ward.patient.read', {
  masked: ['name', 'phone', 'account'],
  fields: ['name', 'phone', 'account'],
})
const person = { name: '张三丰', phone: '13812345678', account: '6222021234561234', diagnosis: 'flu', key: 'k' }

async function ward() {
  const org = await tenant()
  const { id } = (await org.as().post('/patients', person)).body
  return { org, id: id as string, path: `/patients/${id}/reveal` }
}
async function auditRows(id: string) {
  const client = new pg.Client(database.owner)
  await client.connect()
  const { rows } = await client.query(
    `select act, reason, actor_name, before::text, after::text from kernel.audit_event where record_id = $1 and act = 'reveal'`,
    [id],
  )
  await client.end()
  return rows
}

test('a masked field is shown in full once asked for, and the history keeps who looked and why, without the value', async () => {
  const { org, id, path } = await ward()
  const nurse = org.as([masked, 'ward.patient.reveal'], { name: 'Nurse' })
  const shown = (await nurse.get(`/patients/${id}`)).body
  expect(shown).toMatchObject({ name: '张*', phone: '138****5678', account: '**** 1234' })
  const answer = await nurse.post(path, { field: 'phone', reason: 'call back' })
  expect(answer).toMatchObject({ status: 200, body: { field: 'phone', value: '13812345678' } })
  expect(await auditRows(id)).toEqual([
    { act: 'reveal', reason: 'call back', actor_name: 'Nurse', before: null, after: '{"revealed": "phone"}' },
  ])
  const [entry] = (await org.as().get(`/patients/${id}/history`)).body.data
  expect(entry).toMatchObject({ act: 'reveal', reason: 'call back', changes: [{ field: 'phone', before: null }] })
  expect(JSON.stringify(entry)).not.toContain('1381234')
})

test.for([
  ['the right to read alone', [masked], 'phone', 403],
  ['the right to reveal alone', ['ward.patient.reveal'], 'phone', 403],
  ['another field than the right names', [masked, grant('ward.patient.reveal', { fields: ['phone'] })], 'account', 403],
  ['a field that reading does not show at all', [masked, 'ward.patient.reveal'], 'diagnosis', 403],
  [
    'a right that itself only shows a mask',
    [masked, grant('ward.patient.reveal', { masked: ['phone'] })],
    'phone',
    403,
  ],
  ['a row beyond the right to reveal', [masked, grant('ward.patient.reveal', { scope: 'own' })], 'phone', 403],
  ['a row one may not see', [grant('ward.patient.read', { scope: 'own' }), 'ward.patient.reveal'], 'phone', 404],
  ['a secret', ['ward.*'], 'key', 422],
  ['a field that is none', ['ward.*'], 'constructor', 422],
] as const)('%s reveals nothing and leaves no trace', async ([, rights, name, status]) => {
  const { org, id, path } = await ward()
  const answer = await org.as(rights).post(path, { field: name })
  expect(answer.status).toBe(status)
  for (const value of Object.values(person)) expect(JSON.stringify(answer.body)).not.toContain(value)
  expect(await auditRows(id)).toEqual([])
})

test('what is shown in part and sent back as it was shown never takes the place of the value', async () => {
  const { org, id } = await ward()
  const nurse = org.as([masked, 'ward.patient.update', 'ward.patient.create'])
  const shown = (await nurse.get(`/patients/${id}`)).body
  for (const field of ['name', 'phone', 'account']) {
    const refused = await nurse.patch(`/patients/${id}`, { [field]: shown[field] })
    expect(refused.body.fields, field).toMatchObject([
      { field, code: field === 'phone' ? 'INVALID_VALUE' : 'MASKED_VALUE' },
    ])
  }
  expect((await nurse.post('/patients', { name: '李*' })).status).toBe(422)
  expect((await org.as().patch(`/patients/${id}`, { account: '**** is what I was told' })).status).toBe(200)
})

test('another organisation gets the answer of an unknown id', async () => {
  const { path } = await ward()
  const stranger = (await tenant()).as()
  const unknown = `/patients/0190${path.slice(14, 46)}/reveal`
  const [theirs, none] = [
    await stranger.post(path, { field: 'phone' }),
    await stranger.post(unknown, { field: 'phone' }),
  ]
  expect(theirs.status).toBe(404)
  expect({ ...theirs.body, requestId: '' }).toEqual({ ...none.body, requestId: '' })
})
