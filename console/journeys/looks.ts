import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import i18next, { type TFunction } from 'i18next'
import type { Page } from 'playwright-core'
import { journey, photograph, visitAs } from './journey.ts'
import { create, find, headers, ownName } from './records.ts'
import type { Watch } from './watch.ts'

type Language = 'en' | 'zh'

/** A language, a theme and a size: all eight of them. */
export const looks = [
  'en light desk',
  'en dark desk',
  'zh light desk',
  'zh dark desk',
  'en light phone',
  'en dark phone',
  'zh light phone',
  'zh dark phone',
] as const
export type Look = (typeof looks)[number]

const sizes = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844, touch: true } }
const root = fileURLToPath(new URL('..', import.meta.url))

/** The words of the console itself, so that a journey can be walked in either language. */
function wordsIn(language: Language): TFunction {
  const texts = i18next.createInstance()
  texts.init({ lng: language, resources: {}, interpolation: { escapeValue: false } })
  for (const path of globSync(`**/texts/${language}.json`, { cwd: root, exclude: ['node_modules', 'dist'] }))
    texts.addResourceBundle(language, 'translation', JSON.parse(readFileSync(`${root}/${path}`, 'utf8')), true)
  return texts.t
}

/** Somebody at a page that looks one way. */
export interface Desk {
  readonly page: Page
  readonly phone: boolean
  readonly name: string
  readonly password: string
  /** A text of the console by its key. */
  readonly t: TFunction
  /** A word of a record's kind. */
  say(en: string, zh: string): string
  /** Refusals that belong to this journey. */
  allow(...statuses: number[]): void
}

interface Kept {
  readonly desk: Desk
  readonly seen: Watch
  readonly allowed: number[]
}
type Person = Pick<Desk, 'name' | 'password'> & { readonly email: string }

interface LookFixtures {
  person: Person
  desks: Map<Look, Kept>
  /** A desk of that look. All journeys of the file share it, signed in as somebody who is in no other file. */
  at: (look: Look) => Promise<Desk>
}

async function post(page: Page, path: string, data: object) {
  const answer = await page.request.post(`/api/v1${path}`, { data, headers })
  if (!answer.ok()) throw new Error(`POST ${path} answered ${answer.status()}: ${await answer.text()}`)
  return (await answer.text()) || '{}'
}

/** An administrator of their own: what they arrange for themselves disturbs nobody. */
async function employ(admin: Page): Promise<Person> {
  const name = ownName('Habits')
  const email = `${name.toLowerCase().replaceAll(' ', '.')}@qiyuan.example`
  const password = 'thirteen grey herons'
  const roles = await find<{ id: string; key: string }>(admin, 'roles', 'administrator')
  const role = roles.find(({ key }) => key === 'administrator')?.id
  const { id } = await create<{ id: string }>(admin, 'members', { name, email, roles: [{ role }] })
  const { url } = JSON.parse(await post(admin, `/members/${id}/invite`, {})) as { url: string }
  await post(admin, '/auth/password/link', { token: url.split('#')[1], password })
  return { name, email, password }
}

export const lookJourney = journey.extend<LookFixtures>({
  person: [
    async ({ browser }, use) => {
      const { page } = await visitAs(browser, { as: 'administrator' })
      const person = await employ(page)
      await page.context().close()
      await use(person)
    },
    { scope: 'file' },
  ],
  desks: [
    // biome-ignore lint/correctness/noEmptyPattern: vitest reads from the pattern which fixtures this one needs.
    async ({}, use) => {
      const desks = new Map<Look, Kept>()
      await use(desks)
      for (const { desk } of desks.values()) await desk.page.context().close()
    },
    { scope: 'file' },
  ],
  at: async ({ browser, person, desks, task }, use) => {
    const used: Look[] = []
    await use(async look => {
      used.push(look)
      const kept = desks.get(look) ?? (await sitDown(look))
      desks.set(look, kept)
      return kept.desk
    })
    const failed = task.result?.errors?.length
    for (const look of used) {
      const kept = desks.get(look)
      if (!kept) continue
      const { desk, seen, allowed } = kept
      const leave = async () => {
        // What is wrong with it is not the next one's matter.
        desks.delete(look)
        await desk.page.context().close()
      }
      if (failed) {
        await photograph(desk.page, task.name)
        await leave()
      } else if (!seen.isQuiet()) {
        await leave()
        seen.expectQuiet()
      }
      allowed.length = 0
    }

    async function sitDown(look: Look): Promise<Kept> {
      const [language, mode, size] = look.split(' ') as [Language, 'light' | 'dark', 'desk' | 'phone']
      const allowed: number[] = []
      const { page, seen } = await visitAs(browser, { language, mode, ...sizes[size], refusals: allowed })
      page.setDefaultTimeout(30_000)
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
      await post(page, '/auth/login', { identifier: person.email, password: person.password })
      // The tour is offered once, and would stand before what is looked at.
      await page.request.put('/api/v1/choices/tours', { data: { value: { offered: 'administrator' } }, headers })
      const desk: Desk = {
        ...{ page, name: person.name, password: person.password, phone: size === 'phone', t: wordsIn(language) },
        say: (en, zh) => (language === 'zh' ? zh : en),
        allow: (...statuses) => void allowed.push(...statuses),
      }
      return { desk, seen, allowed }
    }
  },
})
