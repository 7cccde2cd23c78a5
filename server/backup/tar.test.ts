import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { type Header, pack } from 'tar-stream'
import { expect, test } from 'vitest'
import { entriesOf, safeName } from './tar.ts'

async function read(headers: Partial<Header>[]) {
  const archive = pack()
  for (const header of headers) archive.entry({ name: 'x', ...header }, header.type === 'file' ? 'text' : '')
  archive.finalize()
  const found: string[] = []
  const bytes = await buffer(archive)
  for await (const { name, type, content } of entriesOf(Readable.from([bytes]))) {
    const text = (await buffer(content)).toString()
    found.push(`${type} ${name} ${text}`.trim())
  }
  return found
}

test('files and folders are read in order', async () => {
  expect(
    await read([
      { name: 'a/', type: 'directory' },
      { name: './a/b', type: 'file' },
    ]),
  ).toEqual(['directory a', 'file a/b text'])
})

test.each(['../x', 'a/../../x', '/etc/passwd', 'a//b', '..', 'a\\..\\b', 'C:evil', 'a/./b', 'a\nb', ''])(
  'the name %j is refused',
  name => {
    expect(() => safeName(name)).toThrow(/which is refused/)
  },
)

test.each(['symlink', 'link', 'character-device', 'fifo'] as const)('a %s is refused', async type => {
  await expect(read([{ name: 'a', type, linkname: '/etc/passwd' }])).rejects.toThrow(/which is refused/)
})

test('a name that comes twice is refused, so nothing is written over or through what came before', async () => {
  await expect(
    read([
      { name: 'a', type: 'file' },
      { name: './a', type: 'file' },
    ]),
  ).rejects.toThrow(/twice/)
})
