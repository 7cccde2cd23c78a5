import type { IdentityOptions } from '@tenon/identity/server'
import { sayField } from '@tenon/kernel/problem/field-codes.ts'
import { Problem } from '@tenon/kernel/problem/problem.ts'

/** What a command works on. */
export type Place = Pick<IdentityOptions, 'runtime' | 'catalog'> & { readonly settings: { readonly baseUrl: string } }
/** Opens the installation for one command and closes it again, whatever happens in between. */
export type Using = (work: (place: Place) => Promise<void>) => Promise<void>

/** The reason of a refusal in one line for whoever stands at the terminal. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Problem)) return (error as Error).message
  const fields = (error.details.fields ?? []).map(problem => `${problem.field}: ${sayField(problem, 'en')}`)
  return fields.length ? fields.join(' ') : error.say('en')
}

/** As `using`, with refusals as errors of one line. */
export async function telling(using: Using, work: (place: Place) => Promise<void>): Promise<void> {
  try {
    await using(work)
  } catch (error) {
    throw new Error(reasonOf(error), { cause: error })
  }
}

/** The first line of standard input: a password there stands in no process list and no shell history. */
export async function passwordFromInput(): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer)
  const [line = ''] = Buffer.concat(chunks).toString('utf8').split(/\r?\n/)
  if (!line) throw new Error('Standard input is empty: write the secret text to it.')
  return line
}

export const sayLink = (what: string, link: { readonly url: string; readonly expiresAt: string }) =>
  console.log(`${what} (works once, until ${link.expiresAt}):\n${link.url}`)
