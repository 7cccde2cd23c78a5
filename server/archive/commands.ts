import type { Connection } from '@tenon/kernel/data/pool.ts'
import type { Command } from 'commander'
import { deleteTenant } from './delete.ts'
import { exportTenant } from './export.ts'
import { recordExport } from './record-export.ts'
import { restoreTenant } from './restore.ts'

/** What these commands use of an opened installation. */
export interface Place {
  readonly owner: Connection
  readonly settings: { readonly home: string }
  close(): Promise<void>
}
type Open = () => Promise<Place>

async function within<T>(open: Open, work: (place: Place) => Promise<T>): Promise<T> {
  const place = await open()
  try {
    return await work(place)
  } finally {
    await place.close()
  }
}

async function exportOne(open: Open, slug: string, { to }: { to: string }) {
  const { tables, history } = await within(open, async ({ owner, settings }) => {
    await recordExport(owner, slug)
    return exportTenant(owner, slug, to, settings.home)
  })
  const rows = tables.reduce((sum, table) => sum + table.rows, 0)
  console.log(`${rows} rows of ${slug} are in ${to}, with the password hashes of its people: keep it safe.`)
  console.log(`Its history has ${history.events} events; the last block is ${history.head.slice(0, 16)}.`)
  console.log('That it was taken out stands in its operation log.')
  if (history.fault) console.log(`Its history was not what was sealed (${history.fault}) before it was archived.`)
}

async function restoreOne(open: Open, file: string, wish: { as?: string; replace?: boolean }) {
  const { slug, at, history } = await within(open, ({ owner, settings }) =>
    restoreTenant(owner, file, { ...wish, home: settings.home }),
  )
  console.log(`The organisation ${slug} is as it was at ${at}, with ${history.events} events of history.`)
  console.log('Everyone of it has to sign in again.')
}

async function deleteOne(open: Open, slug: string, { yes }: { yes?: boolean }) {
  if (!yes) throw new Error(`This removes ${slug} and everything of it for good: say --yes.`)
  const { counts, files } = await within(open, ({ owner, settings }) => deleteTenant(owner, settings.home, slug))
  for (const [table, rows] of counts) if (rows) console.log(`${String(rows).padStart(9)}  ${table}`)
  if (files) console.log(`${String(files).padStart(9)}  files`)
  console.log(`The organisation ${slug} is gone. Backups and archives made before still hold it.`)
}

/** `tenon tenant export | restore | delete`, beside what else there is under `tenant`. */
export function archiveCommands(program: Command, open: Open): void {
  const known = program.commands.find(command => command.name() === 'tenant')
  const tenant = known ?? program.command('tenant').description('the organisations of this installation')
  tenant
    .command('export <slug>')
    .description('write everything of one organisation, as it is now, into a file')
    .requiredOption('--to <file>', 'a file that is not there yet')
    .action((slug: string, options: { to: string }) => exportOne(open, slug, options))
  tenant
    .command('restore <file>')
    .description('bring one organisation back to the state of its archive; no other is touched')
    .option('--as <slug>', 'under another name')
    .option('--replace', 'take away what is there of this organisation now')
    .action((file: string, options: { as?: string; replace?: boolean }) => restoreOne(open, file, options))
  tenant
    .command('delete <slug>')
    .description('remove one organisation and everything of it for good')
    .option('--yes', 'really')
    .action((slug: string, options: { yes?: boolean }) => deleteOne(open, slug, options))
}
