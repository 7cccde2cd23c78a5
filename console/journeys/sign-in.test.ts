import { expect } from 'vitest'
import { accountOf, journey } from './journey.ts'

// The console asks who is there before it shows the sign-in page; "nobody" is a 401.
const nobody = { refusals: [401] }

journey('a demo person signs in with one click and out again', async ({ visit }) => {
  const page = await visit(nobody)
  await page.goto('/')
  await page.getByRole('button', { name: accountOf('salesRep').name }).click()
  await page.getByRole('heading', { name: 'Home' }).waitFor()

  await page.getByRole('button', { name: accountOf('salesRep').name }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()

  await page.goto('/licenses')
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  expect(await page.getByRole('grid').count()).toBe(0)
})

journey('a wrong password and an unknown address are told apart by nothing', async ({ visit }) => {
  const page = await visit(nobody)
  await page.goto('/')
  const fail = async (email: string) => {
    await page.getByLabel('Email').fill(email)
    await page.getByLabel('Password', { exact: true }).fill('not the password')
    const answer = page.waitForResponse('**/auth/login')
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await answer
    const alert = page.getByRole('alert').filter({ hasText: /\S/ })
    await alert.waitFor()
    return alert.innerText()
  }
  const known = await fail(accountOf('colleague').email)
  expect(await fail('nobody@qiyuan.example')).toBe(known)
  await page.getByLabel('Password', { exact: true }).fill(accountOf('colleague').password)
  await page.getByLabel('Email').fill(accountOf('colleague').email)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: accountOf('colleague').name }).waitFor()
})

journey('a link to a list opens that list after signing in', async ({ visit }) => {
  const page = await visit(nobody)
  await page.goto('/licenses?view=expiring')
  await page.getByRole('button', { name: accountOf('salesRep').name }).click()
  await page.getByRole('grid', { name: 'Licences' }).waitFor()
  await page.getByRole('tab', { name: /Ending in 90 days/, selected: true }).waitFor()
})
