import { expect } from 'vitest'
import { journey } from './journey.ts'
import { comeIn, hire } from './people.ts'
import { create, headers, ownName } from './records.ts'

journey('an invitation becomes a link, and whoever opens it joins', async ({ visit }) => {
  const admin = await visit({ as: 'administrator' })
  const name = ownName('Spring intake')
  const { id } = await create<{ id: string }>(admin, 'invitations', { name, limit: 1 })
  await admin.goto(`/invitations/${id}`)
  await admin.getByRole('button', { name: 'More actions' }).click()
  await admin.getByRole('menuitem', { name: 'Code and link…' }).click()
  await admin.getByRole('button', { name: 'Make link' }).click()
  await admin.getByRole('img', { name: 'QR code of the link' }).waitFor()
  const link = await admin.getByRole('textbox', { name: 'Link' }).inputValue()
  const code = await admin.getByRole('textbox', { name: 'Code' }).inputValue()

  const page = await visit({ refusals: [401, 410, 422] })
  await page.goto(link)
  await page.getByRole('heading', { name: /^Join / }).waitFor()
  expect(page.url()).toBe(link.split('#')[0])
  const newcomer = ownName('Newcomer')
  await page.getByLabel('Your name').fill(newcomer)
  await page.getByLabel('Email').fill(`${newcomer.toLowerCase().replace(' ', '.')}@qiyuan.example`)
  await page.getByLabel('Password', { exact: true }).fill('sixteen grey herons')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: newcomer, exact: true }).waitFor()

  // It was good for one.
  const late = await visit({ refusals: [401, 410] })
  await late.goto('/join')
  await late.getByLabel('Invitation code').fill(code.toLowerCase())
  await late.keyboard.press('Enter')
  await late.getByRole('heading', { name: 'This invitation no longer works' }).waitFor()
})

journey('somebody leaves: what is theirs goes to another, and their sessions end', async ({ visit }) => {
  const admin = await visit({ as: 'administrator' })
  const leaver = await hire(admin, 'Leaver')
  const heir = await hire(admin, 'Heir')
  const theirs = await visit({ refusals: [401] })
  await comeIn(theirs, leaver)

  await admin.goto(`/members/${leaver.id}`)
  await admin.getByRole('button', { name: 'More actions' }).click()
  await admin.getByRole('menuitem', { name: 'Leaves the organisation…' }).click()
  const wizard = admin.getByRole('dialog', { name: `${leaver.name} leaves` })
  await wizard.getByText('Places where they are signed in').waitFor()
  await wizard.getByRole('button', { name: 'Continue' }).click()
  await wizard.getByRole('combobox', { name: 'Who takes over' }).fill(heir.name)
  await admin.getByRole('option', { name: heir.name }).click()
  await wizard.getByRole('button', { name: 'Continue' }).click()
  await wizard.getByText('The account is archived').waitFor()
  await wizard.getByLabel(/^Reason/).fill('Moves to another town')
  await wizard.getByRole('button', { name: 'Let go and archive' }).click()
  await wizard.getByText(`${leaver.name} has left.`).waitFor()
  await wizard.getByRole('button', { name: 'Close' }).click()
  await admin.getByText('Archived').first().waitFor()

  await theirs.reload()
  await theirs.getByRole('heading', { name: 'Sign in', exact: true }).waitFor()
  const found = await admin.request.get(`/api/v1/members/${leaver.id}`, { headers })
  expect(((await found.json()) as { status: string }).status).toBe('archived')
})

journey('a masked value is shown whole by a press, and the history says so', async ({ visit }) => {
  const admin = await visit({ as: 'administrator' })
  const shown = { permission: 'identity.member.read', masked: 'phone' }
  const person = await hire(admin, 'Looks', ['identity.member.list', shown, 'identity.member.reveal'])
  const phone = '+86 138 1234 5678'
  const other = await create<{ id: string }>(admin, 'members', {
    name: ownName('Masked'),
    email: `${ownName('masked').toLowerCase().replace(' ', '.')}@qiyuan.example`,
    phone,
  })
  const page = await visit({ refusals: [401] })
  await comeIn(page, person)
  await page.goto(`/members/${other.id}`)
  const properties = page.getByRole('complementary', { name: 'Properties' })
  await properties.getByText(/\*{2,}/).waitFor()
  expect(await page.content()).not.toContain('1234')
  await properties.getByRole('button', { name: 'Show Phone; this is recorded' }).click()
  await properties.getByText(/1234/).waitFor()
  await properties.getByText('Recorded in the history').waitFor()

  await admin.goto(`/members/${other.id}`)
  const history = admin.getByRole('region', { name: 'History' })
  await history.getByRole('listitem').filter({ hasText: person.name }).waitFor()
})
