import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { identity } from '@tenon/identity'
import { createTenant } from '@tenon/identity/server'
import { testApp } from '@tenon/kernel/testing/app.ts'
import { afterAll, expect, test } from 'vitest'
import { exportTenant } from './export.ts'
import { restoreTenant } from './restore.ts'

const app = await testApp([identity])
const home = await mkdtemp(join(tmpdir(), 'tenon-archive-files-'))
afterAll(() => rm(home, { recursive: true, force: true }))

test('the files of an organisation go with its archive and come back as they were, in the place of others', async () => {
  const { owner } = app.database
  const slug = `t-${randomBytes(6).toString('hex')}`
  const { tenant } = await createTenant(app, { slug, name: 'Test' })
  const folder = join(home, 'files', tenant.id)
  const contents = new Map([
    ['01a1fdcf-b086-4010-8ef7-6289afc0ab3d', randomBytes(500_000)],
    ['01a1fdcf-b086-4010-8ef7-6289afc0ab3e', Buffer.from('合同')],
    ['01a1fdcf-b086-4010-8ef7-6289afc0ab3f', Buffer.alloc(0)],
  ])
  await mkdir(folder, { recursive: true })
  for (const [name, content] of contents) await writeFile(join(folder, name), content)
  await writeFile(join(folder, '01a1fdcf-b086-4010-8ef7-6289afc0ab40.part'), 'half')
  const archive = join(home, 'archive')
  const { tables } = await exportTenant(owner, slug, archive, home)
  expect(tables.at(-1)).toMatchObject({ name: 'files', rows: 5 })
  await rm(folder, { recursive: true })
  await mkdir(folder)
  await writeFile(join(folder, 'later'), 'written since')
  await restoreTenant(owner, archive, { replace: true, home })
  expect((await readdir(folder)).toSorted()).toEqual([...contents.keys()])
  for (const [name, content] of contents) expect(await readFile(join(folder, name))).toEqual(content)
  expect(await readdir(join(home, 'files'))).toEqual([tenant.id])
  await restoreTenant(owner, archive, { replace: true })
  expect(await readdir(folder)).toHaveLength(3)
})
