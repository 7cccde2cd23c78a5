import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify(argon2)

interface Cost {
  /** KiB. */
  readonly memory: number
  readonly passes: number
  readonly parallelism: number
}
/** OWASP's first recommendation for Argon2id; a hash carries its own cost, so raising it later breaks none. */
const cost: Cost = { memory: 19_456, passes: 2, parallelism: 1 }

/** The password's own bytes: no normalisation, no cut, so that two different texts are two different passwords. */
const keyOf = (password: string, nonce: Buffer, { memory, passes, parallelism }: Cost) =>
  derive('argon2id', { message: Buffer.from(password, 'utf8'), nonce, tagLength: 32, memory, passes, parallelism })

const base64 = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '')
const written = (nonce: Buffer, key: Buffer) =>
  `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${base64(nonce)}$${base64(key)}`
const pattern = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/

/** In the PHC format. Takes about 30 ms of one core. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16)
  return written(nonce, await keyOf(password, nonce, cost))
}

/** No password has this hash; checking against it costs an unknown account the same time as a known one. */
export const nobodysHash = written(Buffer.alloc(16), Buffer.alloc(32))

export async function isPassword(hash: string, password: string): Promise<boolean> {
  const [, memory, passes, parallelism, nonce = '', key = ''] = pattern.exec(hash) ?? []
  if (!memory) throw new Error('A stored password hash is not in the format of this product')
  const costs = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) }
  const found = await keyOf(password, Buffer.from(nonce, 'base64'), costs)
  return timingSafeEqual(found, Buffer.from(key, 'base64'))
}
