import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { expect, test } from 'vitest'
import { testApp } from '../testing/app.ts'
import { keyNumber, openKeyRing } from './key-ring.ts'
import { openSecret, sealSecret } from './secret.ts'

const { runtime, database } = await testApp([])
const unreadable = { code: 'SECRET_UNREADABLE' }

/** An installation that has no keys yet. */
async function fresh() {
  const client = new pg.Client(database.owner)
  await client.connect()
  await client.query('truncate kernel.data_key')
  await client.end()
  return randomUUID()
}

test('what is sealed for one place opens there and nowhere else', async () => {
  const sealed = sealSecret(runtime, '密码 correct horse', 'place 1')
  expect(sealed).not.toContain('horse')
  expect(sealSecret(runtime, '密码 correct horse', 'place 1')).not.toBe(sealed)
  expect(await openSecret(runtime, sealed, 'place 1')).toBe('密码 correct horse')
  await expect(openSecret(runtime, sealed, 'place 2')).rejects.toMatchObject(unreadable)
})

test('a changed bit, another key number or plain text is refused', async () => {
  const sealed = sealSecret(runtime, 'x'.repeat(40), 'here')
  const flipped = sealed.slice(0, -3) + (sealed.at(-3) === 'A' ? 'B' : 'A') + sealed.slice(-2)
  const renumbered = sealed.replace(/^\d+/, '99')
  for (const text of [flipped, renumbered, 'plain', '', '1.', '1.AAAA'])
    await expect(openSecret(runtime, text, 'here')).rejects.toMatchObject(unreadable)
})

test('after a rotation the new key seals and the old one still opens, in every process', async () => {
  const master = await fresh()
  const one = await openKeyRing(runtime.pool, master)
  const other = await openKeyRing(runtime.pool, master)
  const old = one.seal('old', 'here')
  await one.rotate()
  const recent = one.seal('new', 'here')
  expect([old, recent].map(keyNumber)).toEqual([1, 2])
  expect(await other.open(recent, 'here')).toBe('new')
  expect(await one.open(old, 'here')).toBe('old')
  expect(other.current).toBe(2)
})

test('processes that start at once agree on the first key', async () => {
  const master = await fresh()
  const rings = await Promise.all([1, 2, 3, 4].map(() => openKeyRing(runtime.pool, master)))
  const sealed = rings.map(ring => ring.seal('same', 'here'))
  for (const ring of rings) for (const text of sealed) expect(await ring.open(text, 'here')).toBe('same')
})

test('another master is refused in one clear line, and changes nothing', async () => {
  const master = await fresh()
  const sealed = (await openKeyRing(runtime.pool, master)).seal('kept', 'here')
  await expect(openKeyRing(runtime.pool, randomUUID())).rejects.toThrow(/^TENON_SECRET is not the one[^\n]+$/)
  expect(await (await openKeyRing(runtime.pool, master)).open(sealed, 'here')).toBe('kept')
})
