import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { accountOf, journey } from './journey.ts'
import { find, headers, ownName } from './records.ts'

const main = (page: Page) => page.getByRole('main')
const right = (page: Page, name: string) => main(page).getByRole('checkbox', { name, exact: true })

/** The roles of the apprentice, with one more while the journey lasts. */
async function withRole(admin: Page, role: string, act: () => Promise<void>) {
  const [member] = await find(admin, 'members', accountOf('apprentice').email)
  const at = `/api/v1/members/${member?.id}`
  const { roles } = (await (await admin.request.get(at)).json()) as { roles: object[] }
  const write = async (data: object) => {
    const answer = await admin.request.patch(at, { data, headers })
    if (!answer.ok()) throw new Error(await answer.text())
  }
  await write({ roles: [...roles, { role }] })
  try {
    await act()
  } finally {
    await write({ roles })
  }
}

/** Ticks what the role may, through the search of the tree. */
async function openResource(page: Page, label: string) {
  await main(page).getByLabel('Search this list').fill(label)
  const resource = main(page).getByRole('treeitem', { name: label }).first()
  await resource.getByRole('button', { name: `Open ${label}` }).click()
}

/** Looks at what would change, and saves it. */
async function review(page: Page, button: string, sees: (dialog: ReturnType<Page['getByRole']>) => Promise<unknown>) {
  await main(page).getByRole('button', { name: button }).click()
  const dialog = page.getByRole('dialog', { name: 'What changes' })
  await sees(dialog)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.waitFor({ state: 'detached' })
}

const amount = (page: Page) => page.getByRole('columnheader', { name: 'Amount' })
const purchases = async (page: Page) => {
  await page.goto('/purchases')
  await page.getByRole('columnheader').first().waitFor()
}

journey(
  'a role is made and changed in sight of what it changes, and holds for its holder at once',
  async ({ visit }) => {
    const admin = await visit({ as: 'administrator' })
    const name = ownName('Auditor')
    await admin.goto('/roles/new')
    await admin.getByLabel('Name', { exact: true }).fill(name)
    await admin.getByLabel('Key').fill(`auditor${Date.now()}`)
    await admin.getByRole('tab', { name: /^Rights/ }).click()
    await openResource(admin, 'Purchases')
    await right(admin, 'Purchases: Read').click()
    await review(admin, 'Review and create', dialog => dialog.getByText('0 people have this role.').waitFor())
    await admin.getByRole('heading', { level: 1, name }).waitFor()
    await admin.waitForURL(/\/roles\/[0-9a-f-]{36}/)
    const role = new URL(admin.url()).pathname.split('/')[2] as string

    await withRole(admin, role, async () => {
      const apprentice = await visit({ as: 'apprentice' })
      await purchases(apprentice)
      await amount(apprentice).waitFor()

      await admin.reload()
      await openResource(admin, 'Purchases')
      await right(admin, 'Purchases: Read').focus()
      await admin.getByRole('radio', { name: 'Amount: Hidden' }).click()
      await review(admin, 'Review changes', async dialog => {
        await dialog.getByText('1 person has this role.').waitFor()
        await dialog.getByText('No longer sees: Amount').first().waitFor()
      })
      await purchases(apprentice)
      expect(await amount(apprentice).count()).toBe(0)

      await admin.getByRole('button', { name: /^Mute Read/ }).click()
      await review(admin, 'Review changes', dialog => dialog.getByText('no right').first().waitFor())
      await apprentice.goto('/purchases')
      await apprentice.getByRole('heading', { name: 'You cannot see this list' }).first().waitFor()
    })
  },
)

journey('what was not saved of a role is back, and can be thrown away', async ({ visit }) => {
  const admin = await visit({ as: 'administrator' })
  const [role] = await find(admin, 'roles', 'salesRep')
  await admin.goto(`/roles/${role?.id}`)
  await openResource(admin, 'Contacts')
  await right(admin, 'Contacts: Remove').click()
  await main(admin).getByText('Not saved').waitFor()
  await expect
    .poll(() => admin.evaluate(() => Object.keys(localStorage).some(key => key.includes('.roles.'))))
    .toBe(true)
  await admin.reload()
  await main(admin)
    .getByText(/not saved yet/)
    .waitFor()
  await admin.getByRole('button', { name: 'Discard' }).click()
  await main(admin)
    .getByText(/not saved yet/)
    .waitFor({ state: 'detached' })
  await openResource(admin, 'Contacts')
  expect(await right(admin, 'Contacts: Remove').getAttribute('aria-checked')).toBe('false')
})
