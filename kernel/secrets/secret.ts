import type { Runtime } from '../data/unit-of-work.ts'
import type { KeyRing } from './key-ring.ts'

/** The keys of whoever runs this. */
export function ringOf({ secrets }: Pick<Runtime, 'secrets'>): KeyRing {
  if (!secrets) throw new Error('This runtime was opened without the keys of the installation')
  return secrets
}

/**
 * Seals a text for one place, named by `bound`: at best down to the row (`auth.totp <id>`), so that a sealed text that
 * is copied to another row opens nothing there.
 *
 *     const sealed = sealSecret(runtime, clientSecret, `sso provider ${id}`)
 *     const clientSecret = await openSecret(runtime, sealed, `sso provider ${id}`)
 */
export const sealSecret = (runtime: Pick<Runtime, 'secrets'>, text: string, bound: string): string =>
  ringOf(runtime).seal(text, bound)

/** What `sealSecret` was given. Throws SECRET_UNREADABLE. */
export const openSecret = (runtime: Pick<Runtime, 'secrets'>, sealed: string, bound: string): Promise<string> =>
  ringOf(runtime).open(sealed, bound)
