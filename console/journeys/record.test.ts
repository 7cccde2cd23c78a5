import { expect } from 'vitest'
import { accountOf, journey } from './journey.ts'
import { create, ownName } from './records.ts'

const colleague = accountOf('colleague')

journey(
  'whoever is named in a comment hears of it and answers; what is half typed survives a reload',
  async ({ visit }) => {
    const one = await visit({ as: 'salesRep' })
    const typed = ownName('Zwiegespräch')
    const { id } = await create<{ id: string }>(one, 'customers', { name: typed, city: 'Kiel' })
    await one.goto(`/customers/${id}`)
    const box = one.getByRole('textbox', { name: 'Comment' })
    await box.pressSequentially(`Please look, @${colleague.name.slice(0, 4)}`)
    await one.getByRole('option', { name: colleague.name }).waitFor()
    await box.press('Enter')
    const kept = () => one.evaluate(() => Object.keys(localStorage).some(key => key.includes('.comment.')))
    await expect.poll(kept).toBe(true)
    await one.reload()
    await expect.poll(() => box.inputValue()).toContain(`@${colleague.name}`)
    await box.press('ControlOrMeta+Enter')
    await one.getByRole('region', { name: 'History' }).getByText(`@${colleague.name}`).waitFor()

    const other = await visit({ as: 'colleague' })
    await other.goto('/inbox')
    await other.getByText(typed).first().waitFor()
    await other.goto(`/customers/${id}`)
    const answer = other.getByRole('textbox', { name: 'Comment' })
    await answer.fill('I will.')
    await answer.press('ControlOrMeta+Enter')
    await one.getByRole('region', { name: 'History' }).getByText('I will.').waitFor()
  },
)

journey('an old value is put back from the history, and that can be undone', async ({ visit }) => {
  const page = await visit({ as: 'salesRep' })
  const { id } = await create<{ id: string }>(page, 'customers', { name: ownName('Rückweg'), city: 'Kiel' })
  await page.goto(`/customers/${id}`)
  await page.getByRole('button', { name: 'Edit City' }).click()
  await page.getByRole('textbox', { name: 'City' }).fill('Bremen')
  await page.keyboard.press('Enter')
  await page.getByText('City saved.').waitFor()
  await page.getByRole('button', { name: 'Put the old value of City back' }).click()
  const preview = page.getByRole('dialog', { name: 'Restore earlier values' })
  await preview.getByRole('deletion').getByText('Bremen').waitFor()
  await preview.getByRole('insertion').getByText('Kiel').waitFor()
  await preview.getByRole('button', { name: 'Restore 1 value' }).click()
  await page.getByText('City restored.').waitFor()
  const properties = page.getByRole('complementary', { name: 'Properties' })
  await properties.getByText('Kiel').waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await properties.getByText('Bremen').waitFor()
})
