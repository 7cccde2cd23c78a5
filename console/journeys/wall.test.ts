import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { accountOf, journey } from './journey.ts'
import { create, headers, ownName, today } from './records.ts'

const unknown = '01890000-0000-7000-8000-000000000000'

/** What the API says to this person, without the number of the request. */
async function answer(page: Page, method: string, path: string, data?: object) {
  const reply = await page.request.fetch(`/api/v1${path}`, { method, headers, ...(data && { data }) })
  const text = (await reply.text()).replaceAll(/"requestId":"[^"]*"/g, '')
  return { status: reply.status(), text }
}

/** A strange id must be told apart from one that never was by nothing, wherever it is put. */
async function seesNothing(page: Page, strange: { license: string; customer: string }) {
  const asks = (license: string, customer: string) => [
    ['GET', `/licenses/${license}`],
    ['GET', `/licenses/${license}/history`],
    ['GET', `/licenses/${license}/actions`],
    ['GET', `/licenses?filter[customer]=${customer}`],
    ['GET', `/license_terms?filter[license]=${license}`],
    ['PATCH', `/licenses/${license}`, { version: 1, note: 'seen' }],
    ['POST', `/licenses/${license}/terminate`, { reason: 'seen' }],
    ['DELETE', `/customers/${customer}`],
    ['POST', '/licenses', { customer, startsOn: today, authorizedUsers: 1 }],
    ['POST', '/licenses/bulk', { action: 'remove', ids: [license] }],
  ]
  const nothing = asks(unknown, unknown)
  for (const [at, ask] of asks(strange.license, strange.customer).entries()) {
    const [method, path, data] = ask as [string, string, object?]
    const [same, way, body] = nothing[at] as [string, string, object?]
    const told = await answer(page, method, path, data)
    const blind = await answer(page, same, way, body)
    const masked = (text: string) => text.replaceAll(strange.license, unknown).replaceAll(strange.customer, unknown)
    expect({ ...told, text: masked(told.text) }, `${method} ${path}`).toEqual(blind)
  }
}

journey('the administrator of another organisation finds nothing of it, whatever way is tried', async ({ visit }) => {
  const seller = await visit({ as: 'salesRep' })
  const name = ownName('Geheimwerk')
  const customer = await create<{ id: string }>(seller, 'customers', { name })
  const license = await create<{ id: string; code: string }>(seller, 'licenses', {
    customer: customer.id,
    startsOn: today,
    authorizedUsers: 7,
  })

  const rival = await visit({ as: 'rival', refusals: [404] })
  await rival.goto('/customers')
  await rival.getByRole('link', { name: /\w/ }).first().waitFor()
  expect(await rival.getByText(name).count()).toBe(0)
  await rival.getByLabel('Search this list').fill(name)
  await rival.getByRole('heading', { name: 'No customers match' }).waitFor()

  await rival.keyboard.press('ControlOrMeta+K')
  await rival.getByRole('dialog', { name: 'Search and commands' }).getByRole('combobox').fill(name)
  await rival.getByText(`Nothing matches “${name}”`).waitFor()
  await rival.keyboard.press('Escape')

  const toldOf = async (id: string) => {
    await rival.goto(`/licenses/${id}`)
    await rival.getByRole('heading', { name: 'Licence not found' }).waitFor()
    return rival.getByRole('main').innerText()
  }
  expect(await toldOf(license.id)).toBe(await toldOf(unknown))

  await seesNothing(rival, { license: license.id, customer: customer.id })
  const mine = await seller.request.get(`/api/v1/licenses/${license.id}`)
  expect(await mine.json()).toMatchObject({ code: license.code, version: 1, status: 'draft' })
})

journey('the menu and the sites of another organisation are its own', async ({ visit }) => {
  const rival = await visit({ as: 'rival' })
  await rival.goto('/')
  await rival.getByRole('heading', { name: 'Home' }).waitFor()
  await rival.getByText('Harbor Instruments').first().waitFor()
  const { tenantName } = accountOf('salesRep') as unknown as { tenantName: string }
  expect(await rival.getByText(tenantName).count()).toBe(0)
})
