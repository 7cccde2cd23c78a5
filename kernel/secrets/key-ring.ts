import type { Pool } from '../data/pool.ts'
import { refusal } from '../problem/problem.ts'
import { decrypt, encrypt, freshKey, keyFrom } from './cipher.ts'

/** The keys of an installation, opened: the newest one seals, every one opens. */
export interface KeyRing {
  /** The number of the key that seals. */
  readonly current: number
  /** Sealed text with the number of its key in front. `bound` names the place it is for: elsewhere it does not open. */
  seal(text: string, bound: string): string
  /** Throws SECRET_UNREADABLE for what was changed, is bound to another place or sealed by another installation. */
  open(sealed: string, bound: string): Promise<string>
  /** Makes the key that seals from now on, here and, as soon as they look again, in the other processes. */
  rotate(): Promise<number>
  /** Reads the keys that other processes have made. */
  refresh(): Promise<void>
}

const unreadable = refusal('SECRET_UNREADABLE', 409, {
  en: 'A stored secret cannot be opened any more. Enter it again.',
  zh: '已存储的机密内容无法解密，请重新输入。',
})

/** One line, as it is what the operator sees when the server refuses to start. */
const wrongMaster = () =>
  new Error(
    'TENON_SECRET is not the one that the secrets in this database are sealed with: start with the old one, or see `npm run tenon -- secrets --help`.',
  )

const wrapping = (master: string) => keyFrom(master, 'tenon data keys')
const nameOf = (id: number) => `data key ${id}`

/** The data key as it is stored: readable with the master only, and only under its own number. */
export const wrapKey = (master: string, id: number, key: Buffer) => encrypt(wrapping(master), key, nameOf(id))
/** Throws an Error of one line when the master is another. */
export function unwrapKey(master: string, id: number, wrapped: string): Buffer {
  const key = decrypt(wrapping(master), wrapped, nameOf(id))
  if (!key) throw wrongMaster()
  return key
}

async function readKeys(pool: Pool, master: string): Promise<Map<number, Buffer>> {
  const [rows = []] = await pool.instance([{ text: 'select id, wrapped from kernel.data_key order by id', values: [] }])
  return new Map(rows.map(([id, wrapped]) => [Number(id), unwrapKey(master, Number(id), wrapped as string)]))
}

/** Two processes may make a key at once: the number is taken by one of them, and the other goes on with it. */
async function addKey(pool: Pool, master: string, id: number): Promise<void> {
  const text = 'insert into kernel.data_key (id, wrapped) values ($1, $2) on conflict do nothing'
  await pool.instance([{ text, values: [id, wrapKey(master, id, freshKey())] }])
}

/** The number of the key that a sealed text names; null for what is none. */
export function keyNumber(sealed: string): number | null {
  const number = /^(\d{1,9})\./.exec(sealed)?.[1]
  return number === undefined ? null : Number(number)
}

function openWith(keys: ReadonlyMap<number, Buffer>, sealed: string, bound: string): string | null {
  const key = keys.get(keyNumber(sealed) ?? 0)
  const content = key ? decrypt(key, sealed.slice(sealed.indexOf('.') + 1), bound) : null
  return content?.toString('utf8') ?? null
}

/**
 * Opens the installation's keys with its master secret and makes the first key where there is none. Throws an Error of
 * one line when the master is not the one they were wrapped with.
 */
export async function openKeyRing(pool: Pool, master: string): Promise<KeyRing> {
  let keys = await readKeys(pool, master)
  const refresh = async () => {
    keys = await readKeys(pool, master)
  }
  const newest = () => Math.max(0, ...keys.keys())
  async function rotate() {
    await addKey(pool, master, newest() + 1)
    await refresh()
    return newest()
  }
  if (keys.size === 0) await rotate()
  return {
    get current() {
      return newest()
    },
    seal: (text, bound) => `${newest()}.${encrypt(keys.get(newest()) as Buffer, Buffer.from(text), bound)}`,
    async open(sealed, bound) {
      if (!keys.has(keyNumber(sealed) ?? 0)) await refresh()
      const text = openWith(keys, sealed, bound)
      if (text === null) throw unreadable()
      return text
    },
    rotate,
    refresh,
  }
}
