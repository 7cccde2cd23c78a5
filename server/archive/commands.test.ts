import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { identity } from '@tenon/identity'
import { createTenant, findTenant } from '@tenon/identity/server'
import { testApp } from '@tenon/kernel/testing/app.ts'
import { Command } from 'commander'
import { expect, onTestFinished, test, vi } from 'vitest'
import { archiveCommands } from './commands.ts'

const app = await testApp([identity])

/** Runs one command line and gives back what it printed. */
async function tenon(home: string, ...args: string[]): Promise<string> {
  const said: string[] = []
  const log = vi.spyOn(console, 'log').mockImplementation(line => void said.push(String(line)))
  const program = new Command('tenon').exitOverride()
  program.command('tenant').command('list')
  archiveCommands(program, async () => ({ owner: app.database.owner, settings: { home }, close: async () => {} }))
  try {
    await program.parseAsync(args, { from: 'user' })
  } finally {
    log.mockRestore()
  }
  return said.join('\n')
}

test('an operator archives, deletes and restores an organisation from the command line', async () => {
  const home = mkdtempSync(join(tmpdir(), 'tenon-commands-'))
  onTestFinished(() => rmSync(home, { recursive: true }))
  await createTenant(app, { slug: 'acme', name: 'Acme', administrator: { name: 'Boss', email: 'boss@acme.example' } })
  const file = join(home, 'acme.tenant')
  expect(await tenon(home, 'tenant', 'export', 'acme', '--to', file)).toMatch(/^\d+ rows of acme are in .*keep it safe/)
  const { id } = await findTenant(app.runtime, 'acme')
  const text = "select actor_name from kernel.audit_event where tenant_id = $1 and act = 'takeOut'"
  const [seen] = await app.runtime.pool.flight(id, [{ text, values: [id] }])
  expect(seen).toEqual([[expect.stringMatching(/^operator: ./)]])
  await expect(tenon(home, 'tenant', 'delete', 'acme')).rejects.toThrow(
    'This removes acme and everything of it for good: say --yes.',
  )
  const gone = await tenon(home, 'tenant', 'delete', 'acme', '--yes')
  expect(gone).toMatch(/ 1 {2}identity\.member\n/)
  expect(gone).toMatch(/The organisation acme is gone\./)
  expect(await tenon(home, 'tenant', 'restore', file, '--as', 'acme-again')).toMatch(
    /^The organisation acme-again is as it was at \S+, with \d+ events of history\./,
  )
  await expect(tenon(home, 'tenant', 'restore', file)).rejects.toThrow('The organisation "acme-again" is here already')
})
