import { appendFile, mkdir, open, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { NotAccepted } from './envelope.mjs'
import { newKeyPair, publicKeyOf } from './keys.mjs'
import { lineOf, readReceipts, writeReceipt } from './receipt.mjs'

/** The folder in which an installation keeps its key and its receipts, one file for each licence. */

const patience = 5_000

async function contentOf(path) {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (error.code === 'ENOENT') return undefined
    throw error
  }
}

/** The installation's own key, made at first use and readable by its owner alone. @returns {Promise<string>} PEM */
async function instanceKey(folder) {
  const path = join(folder, 'instance-key.pem')
  const known = await contentOf(path)
  if (known !== undefined) return known
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const { privateKey } = newKeyPair()
  await writeFile(path, privateKey, { mode: 0o600, flag: 'wx' })
  return privateKey
}

const fileOf = (folder, license) => join(folder, `${license.replace(/[^\w-]/g, '_')}.jsonl`)

function isAlive(pid) {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** Two that record at once would write two histories, so one waits; who crashed with the lock holds up nobody. */
async function locked(folder, work) {
  const path = join(folder, 'lock')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  for (const until = Date.now() + patience; ; await wait(20)) {
    try {
      await writeFile(path, String(process.pid), { flag: 'wx' })
      break
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
      const owner = Number(await contentOf(path))
      if (owner && !isAlive(owner)) await rm(path, { force: true })
      else if (Date.now() > until) throw new NotAccepted('BUSY', `Another program records use right now (see ${path}).`)
    }
  }
  try {
    return await work()
  } finally {
    await rm(path, { force: true })
  }
}

export const publicInstanceKey = folder => locked(folder, async () => publicKeyOf(await instanceKey(folder)))

/** A line that a crash cut short was never acknowledged: it goes, so that recording can go on. */
async function repair(path) {
  const content = (await contentOf(path)) ?? ''
  const whole = content.slice(0, content.lastIndexOf('\n') + 1)
  if (whole !== content) await truncate(path, Buffer.byteLength(whole))
}

async function append(path, line) {
  await appendFile(path, line, { mode: 0o600 })
  const file = await open(path, 'r+')
  await file.sync()
  await file.close()
}

/** The receipts of a licence, each faultless by itself. Throws NotAccepted. */
export async function receiptsIn(folder, license) {
  return readReceipts((await contentOf(fileOf(folder, license))) ?? '')
}

/**
 * Records what was used since the last receipt, or since `since` for the first.
 *
 * @param {string} folder
 * @param {{ license: string, activation?: string, metrics: Record<string, number>, since?: Date, at?: Date }} use
 */
export function recordUsage(folder, { license, activation, metrics, since, at }) {
  return locked(folder, async () => {
    const instant = at ?? new Date() // looked at only now: who waited for the lock would otherwise tell an earlier time
    const privateKey = await instanceKey(folder)
    await repair(fileOf(folder, license))
    const previous = (await receiptsIn(folder, license)).at(-1)
    const now = instant.toISOString()
    const samples = Object.entries(metrics).map(([metric, value]) => ({ metric, value, at: now }))
    const periodStart = previous?.periodEnd ?? (since ?? instant).toISOString()
    const said = { license, activation, samples, periodStart, periodEnd: now, recordedAt: now }
    const receipt = writeReceipt(said, previous, privateKey)
    await append(fileOf(folder, license), lineOf(receipt))
    return receipt
  })
}

/** What is sent to the vendor: the receipts from a number on, as the text of a file. */
export async function exportReceipts(folder, license, from = 1) {
  return (await receiptsIn(folder, license))
    .filter(({ sequence }) => sequence >= from)
    .map(lineOf)
    .join('')
}
