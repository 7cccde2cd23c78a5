import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { journey } from './journey.ts'
import { create, ownName } from './records.ts'

const row = (page: Page, name: string) => page.getByRole('treeitem', { name, exact: true })
const parentOf = async (page: Page, id: string) =>
  ((await (await page.request.get(`/api/v1/departments/${id}`)).json()) as { parent: string | null }).parent

journey('a department is made, moved by menu, mouse and key, and a move is undone', async ({ visit }) => {
  const admin = await visit({ as: 'administrator' })
  const [works, tools] = [ownName('Works'), ownName('Tools')]
  const { id: worksId } = await create<{ id: string }>(admin, 'departments', { name: works })
  const { id: toolsId } = await create<{ id: string }>(admin, 'departments', { name: tools })
  await admin.goto('/departments')
  await row(admin, tools).click()

  await row(admin, tools)
    .getByRole('button', { name: `More for ${tools}` })
    .click()
  await admin.getByRole('menuitem', { name: 'Move to…' }).click()
  const dialog = admin.getByRole('dialog', { name: `Move ${tools} to` })
  await dialog.getByRole('textbox').fill(works)
  await dialog.getByRole('button', { name: works }).click()
  await expect.poll(() => parentOf(admin, toolsId)).toBe(worksId)
  await expect.poll(() => row(admin, tools).getAttribute('aria-level')).toBe('2')

  await admin.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => parentOf(admin, toolsId)).toBe(null)
  await expect.poll(() => row(admin, tools).getAttribute('aria-level')).toBe('1')

  await row(admin, tools).dragTo(row(admin, works), { targetPosition: { x: 160, y: 17 } })
  await expect.poll(() => parentOf(admin, toolsId)).toBe(worksId)

  await expect.poll(() => row(admin, tools).getAttribute('aria-level')).toBe('2')
  await row(admin, tools).click()
  await admin.getByRole('tree').focus()
  await admin.keyboard.press('Alt+ArrowLeft')
  await expect.poll(() => parentOf(admin, toolsId)).toBe(null)

  await admin.keyboard.press('F2')
  const renamed = ownName('Tooling')
  await admin.getByRole('textbox', { name: 'Name of the department' }).fill(renamed)
  await admin.keyboard.press('Enter')
  await row(admin, renamed).waitFor()
})

journey('a search leads to a department with all that lies above it opened', async ({ visit }) => {
  const admin = await visit({ as: 'administrator' })
  const [top, below] = [ownName('Plant'), ownName('Paintshop')]
  const { id } = await create<{ id: string }>(admin, 'departments', { name: top })
  await create(admin, 'departments', { name: below, parent: id })
  await admin.goto('/departments')
  await admin.getByLabel('Search this list').fill(below)
  await admin.getByRole('list', { name: 'Departments found' }).getByRole('button', { name: below }).click()
  await row(admin, below).waitFor()
  expect(await row(admin, top).getAttribute('aria-expanded')).toBe('true')
  await admin.getByRole('complementary', { name: below }).waitFor()
})
