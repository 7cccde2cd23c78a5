import { accountOf, journey } from './journey.ts'
import { find } from './records.ts'

journey('whoever is refused learns why, and who can change it', async ({ visit }) => {
  const seller = await visit({ as: 'salesRep' })
  await seller.goto('/roles')
  await seller.getByRole('button', { name: 'Why, and who can change it?' }).click()
  const dialog = seller.getByRole('dialog', { name: 'Why can or can’t…?' })
  await dialog.getByText('No.', { exact: true }).waitFor()
  await dialog.getByRole('link', { name: accountOf('administrator').name }).waitFor()
})

journey('an administrator asks of a record who can do what, and of a person what they can do', async ({ visit }) => {
  const admin = await visit({ as: 'administrator' })
  const seller = accountOf('salesRep').name
  const [license] = await find<{ id: string }>(admin, 'licenses', 'LIC-')
  await admin.goto(`/licenses/${license?.id}`)
  await admin.getByRole('button', { name: 'More actions' }).click()
  await admin.getByRole('menuitem', { name: 'Who can see or do this?' }).click()
  const who = admin.getByRole('dialog', { name: 'Who can see or do this?' })
  await who.getByRole('listitem').filter({ hasText: seller }).getByRole('button', { name: 'Why?' }).click()
  const why = admin.getByRole('dialog', { name: 'Why can or can’t…?' })
  await why.getByText('Yes.', { exact: true }).waitFor()
  await why.getByLabel('Wants to').selectOption({ label: 'Licences: Terminate' })
  await why.getByText('No.', { exact: true }).waitFor()

  const [member] = await find(admin, 'members', accountOf('salesRep').email)
  await admin.goto(`/members/${member?.id}`)
  await admin.getByRole('button', { name: 'More actions' }).click()
  await admin.getByRole('menuitem', { name: 'What can this person do?' }).click()
  await admin.getByRole('heading', { level: 1, name: `What can ${seller} do?` }).waitFor()
  await admin.getByRole('button', { name: 'Licences' }).click()
  await admin
    .getByText(/Sales representative \(given to the person\)/)
    .first()
    .waitFor()
})
