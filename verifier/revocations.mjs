import { openEnvelope, sealEnvelope } from './envelope.mjs'

/** The signed list of licences and files that no longer count, as `/.well-known/license-revocations` answers it. */

const reasonCodes = { suspended: 'SUSPENDED', terminated: 'TERMINATED', superseded: 'SUPERSEDED' }

/** @param {object} list @param {{ kid: string, privateKey: string }} signer */
export const sealRevocations = (list, signer) => sealEnvelope('revocations', { version: 1, ...list }, signer)

/** The list, once its signature holds. Throws NotAccepted. */
export const openRevocations = (document, keySet) => openEnvelope('revocations', document, keySet)

/**
 * What the list says of a licence file: a code, or null when it is not on it.
 *
 * @param {any} list as `openRevocations` answers it
 * @param {any} claims of the licence file
 */
export function revocationOf(list, claims) {
  const license = list.licenses?.find(({ id }) => id === claims.license?.id)
  if (license) return reasonCodes[license.reason] ?? 'REVOKED'
  return list.files?.some(({ id }) => id === claims.file) ? 'REVOKED' : null
}
