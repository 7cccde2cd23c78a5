import { ApiProblem } from '../../app/problem.ts'

/** Read when the first passkey is used. */
const browser = () => import('@simplewebauthn/browser')

/** What the browser cannot do, or its owner did not want, as a problem like any other. */
const failed = (error: unknown, sentence: string) =>
  new ApiProblem(400, { code: 'PASSKEY_CANCELLED', detail: sentence, cause: String(error) })

export const mayUsePasskeys = () => typeof PublicKeyCredential === 'function' && isSecureContext

/** The browser's own dialog: proves a passkey. Throws ApiProblem with `sentence` when it was closed. */
export async function showPasskey(options: unknown, sentence: string): Promise<unknown> {
  const { startAuthentication } = await browser()
  try {
    return await startAuthentication({ optionsJSON: options as never })
  } catch (error) {
    throw failed(error, sentence)
  }
}

/** The browser's own dialog: makes a passkey. Throws ApiProblem with `sentence` when it was closed. */
export async function makePasskey(options: unknown, sentence: string): Promise<unknown> {
  const { startRegistration } = await browser()
  try {
    return await startRegistration({ optionsJSON: options as never })
  } catch (error) {
    throw failed(error, sentence)
  }
}

/** What a passkey made here is called unless its owner says otherwise. */
export function nameOfThisDevice(): string {
  const { userAgent } = navigator
  const known = /iPhone|iPad|Android|Windows|Macintosh|Linux/.exec(userAgent)?.[0] ?? 'Browser'
  return known === 'Macintosh' ? 'Mac' : known
}
