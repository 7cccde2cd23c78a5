import type { Page } from 'playwright-core'

/** What a journey begins with, made through the API as the person at the page. */
export async function create<T extends { id: string }>(page: Page, path: string, body: object): Promise<T> {
  const answer = await page.request.post(`/api/v1/${path}`, { data: body, headers })
  if (answer.status() !== 201) throw new Error(`POST /${path} answered ${answer.status()}: ${await answer.text()}`)
  return (await answer.json()) as T
}

/** Rows of a collection that match a search, as this person may see them. */
export async function find<T = { id: string; name: string }>(page: Page, path: string, search: string): Promise<T[]> {
  const answer = await page.request.get(`/api/v1/${path}`, { params: { search } })
  return ((await answer.json()) as { data: T[] }).data
}

/** The console says so on each of its own requests; without it the server takes a cookie for a forged one. */
export const headers = { 'X-Requested-With': 'tenon' }

/** Another name in every run, so that journeys beside and before this one do not meet its records. */
export const ownName = (word: string) => `${word} ${Date.now().toString(36).toUpperCase()}`

/** Today on the calendar of the demo organisation. */
export const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(Date.now())

/** What the foot of a list says it holds. */
export const rowsOf = async (page: Page) =>
  Number(
    /\d+/.exec(
      await page
        .getByText(/^\d+ rows?$/)
        .first()
        .innerText(),
    )?.[0],
  )
