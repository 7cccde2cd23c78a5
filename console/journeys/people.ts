import type { Page } from 'playwright-core'
import { create, find, headers, ownName } from './records.ts'

export interface Person {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly password: string
  /** The one they hold. */
  readonly role: string
}
const password = 'thirteen grey herons'

async function post(page: Page, path: string, data: object) {
  const answer = await page.request.post(`/api/v1${path}`, { data, headers })
  if (!answer.ok()) throw new Error(`POST ${path} answered ${answer.status()}: ${await answer.text()}`)
  const text = await answer.text()
  return (text ? JSON.parse(text) : {}) as Record<string, unknown>
}

/** Somebody of this journey alone, with a password: what they do to their account disturbs nobody else. */
export async function hire(admin: Page, word: string, rights: readonly (string | object)[] = []): Promise<Person> {
  const role = await create<{ id: string }>(admin, 'roles', {
    key: ownName('journey').replaceAll(' ', ''),
    name: ownName('Journey'),
    grants: rights.map(right => (typeof right === 'string' ? { permission: right } : right)),
  })
  return engage(admin, word, role.id)
}

/** The same in a role that is there, by its key. */
export async function hireAs(admin: Page, word: string, key: string): Promise<Person> {
  const roles = await find<{ id: string; key: string }>(admin, 'roles', key)
  return engage(admin, word, String(roles.find(role => role.key === key)?.id))
}

async function engage(admin: Page, word: string, role: string): Promise<Person> {
  const name = ownName(word)
  const email = `${name.toLowerCase().replaceAll(' ', '.')}@qiyuan.example`
  const { id } = await create<{ id: string }>(admin, 'members', { name, email, roles: [{ role }] })
  const { url } = await post(admin, `/members/${id}/invite`, {})
  await post(admin, '/auth/password/link', { token: String(url).split('#')[1], password })
  return { id, name, email, password, role }
}

/** Types the first proof on the sign-in page; what is asked next is the journey's matter. */
export async function enterPassword(page: Page, { email, password }: Pick<Person, 'email' | 'password'>) {
  await page.goto('/')
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.keyboard.press('Enter')
}

export async function comeIn(page: Page, person: Person) {
  await enterPassword(page, person)
  await page.getByRole('button', { name: person.name, exact: true }).waitFor()
}
