import { bytesOf, canonical, parsed, sha256 } from './canonical.mjs'
import { NotAccepted } from './envelope.mjs'
import { isSigned, publicKeyOf, signText } from './keys.mjs'

/**
 * A usage receipt: what an installation used in a period, signed by the installation's own key and chained by hash to
 * the receipt before it, so that none can be changed, left out or added later unseen.
 */

/** What the first receipt of a chain names as the hash before it. */
export const noHash = '0'.repeat(64)

const fields = [
  'activation',
  'hash',
  'instance',
  'license',
  'periodEnd',
  'periodStart',
  'prevHash',
  'recordedAt',
  'samples',
  'sequence',
  'signature',
  'version',
]
const hex = /^[0-9a-f]{64}$/
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/

const isInstant = text => typeof text === 'string' && instant.test(text) && !Number.isNaN(Date.parse(text))
const isText = (text, max) => typeof text === 'string' && text.length > 0 && text.length <= max
/** Fifteen digits: whole in every language's numbers. */
const mostUse = 999_999_999_999_999
const isUse = value => Number.isSafeInteger(value) && value >= 0 && value <= mostUse
const isSample = sample =>
  isText(sample?.metric, 60) && isUse(sample.value) && isInstant(sample.at) && Object.keys(sample).length === 3

function isWhole(receipt) {
  const { version, license, instance, sequence, periodStart, periodEnd, recordedAt, prevHash, hash, samples } = receipt
  return (
    version === 1 &&
    isText(license, 100) &&
    (receipt.activation === undefined || isText(receipt.activation, 100)) &&
    isText(instance, 60) &&
    Number.isSafeInteger(sequence) &&
    sequence >= 1 &&
    [periodStart, periodEnd, recordedAt].every(isInstant) &&
    [prevHash, hash].every(text => hex.test(text)) &&
    Array.isArray(samples) &&
    samples.length <= 100 &&
    samples.every(isSample) &&
    Object.keys(receipt).every(name => fields.includes(name))
  )
}

/** The hash of everything a receipt says but its hash and signature. */
export const hashOf = ({ hash: _hash, signature: _signature, ...said }) => sha256(`receipt/${canonical(said)}`)

/**
 * The next receipt of a chain.
 *
 * @param {{ license: string, activation?: string, samples: { metric: string, value: number, at: string }[],
 *   periodStart: string, periodEnd: string, recordedAt: string }} said
 * @param {{ sequence: number, hash: string } | undefined} previous
 * @param {string} privateKey of the installation, PEM
 */
export function writeReceipt(said, previous, privateKey) {
  const unsigned = {
    version: 1,
    ...said,
    instance: publicKeyOf(privateKey),
    sequence: (previous?.sequence ?? 0) + 1,
    prevHash: previous?.hash ?? noHash,
  }
  const hash = hashOf(unsigned)
  return { ...unsigned, hash, signature: signText(`receipt/${hash}`, privateKey) }
}

/** What is wrong with a receipt by itself: a code, or null. */
export function faultOf(receipt) {
  if (receipt === null || typeof receipt !== 'object' || !isWhole(receipt)) return 'MALFORMED'
  if (hashOf(receipt) !== receipt.hash) return 'BAD_HASH'
  const signature = bytesOf(receipt.signature)
  if (!signature || !isSigned(`receipt/${receipt.hash}`, signature, receipt.instance)) return 'BAD_SIGNATURE'
  if (receipt.sequence === 1 && receipt.prevHash !== noHash) return 'MALFORMED'
  return null
}

export const lineOf = receipt => `${canonical(receipt)}\n`

/**
 * The receipts of a file, one on each line. Throws NotAccepted, naming the first line that is none or was changed.
 *
 * @param {string} text
 */
export function readReceipts(text) {
  const lines = text.replaceAll('\r\n', '\n').replace(/\n?$/, '').split('\n')
  if (lines.length === 1 && lines[0] === '') return []
  return lines.map((line, at) => {
    const receipt = parsed(line)
    const fault = receipt !== undefined && canonical(receipt) === line ? faultOf(receipt) : 'MALFORMED'
    if (fault) throw new NotAccepted(fault, `Line ${at + 1}: ${faults[fault]}`, at + 1)
    return receipt
  })
}

const faults = {
  MALFORMED: 'this is no usage receipt.',
  BAD_HASH: 'the receipt was changed: its hash does not hold.',
  BAD_SIGNATURE: 'the receipt was not signed by the installation it names.',
}
