import type { Command } from 'commander'
import type { LauncherLog } from '../postgres/log.ts'
import { loadSettings, type Settings } from '../settings.ts'
import { createBackup, requireEmbedded } from './create.ts'
import { restoreBackup } from './restore.ts'
import { verifyBackup } from './verify.ts'

/** Warnings and errors only: what a command says on success is its own. */
const log: LauncherLog = { info() {}, warn: console.error, error: console.error }
const megabytes = (bytes: number) => `${(bytes / 1_000_000).toFixed(1)} MB`
type Read = () => Pick<Settings, 'home' | 'databaseUrl' | 'secret'>

async function create(read: Read, options: { to?: string; withSecret?: boolean }) {
  const made = await createBackup(read(), options, log)
  console.log(`The backup is in ${made.folder} (${megabytes(made.size)}).`)
  console.log(
    options.withSecret
      ? 'It holds the secret of the installation: keep it as safe as the installation itself.'
      : 'It does not hold the secret of the installation (--with-secret): keep TENON_SECRET elsewhere.',
  )
}

async function verify(read: Read, folder: string) {
  const found = await verifyBackup(folder, read().secret, log)
  const { record, tables, rows, tenants, events } = found
  console.log(`The backup of ${record.at} (version ${record.version}, ${megabytes(record.size)}) is sound:`)
  console.log(`it starts, ${rows} rows of ${tables} tables were read, ${tenants} organisations with ${events} events.`)
  if (!found.secretChecked) console.log('The secret was not checked: it is not in the backup, nor set here.')
}

async function restore(read: Read, folder: string, { into }: { into: string }) {
  requireEmbedded(read())
  const { at, pieces } = await restoreBackup(folder, into, log)
  console.log(`${into} is the installation of ${at}: start it with TENON_HOME=${into}.`)
  if (!pieces.secret) console.log('The backup holds no secret: start it with the TENON_SECRET it was made with.')
}

/** `tenon backup …`. Nothing here migrates the database: a backup is what one makes before an upgrade. */
export function backupCommands(program: Command, read: Read = () => loadSettings('tool')): void {
  const backup = program.command('backup').description('copies of the whole installation')
  backup
    .command('create')
    .description('copy the running database and the stored files into a folder')
    .option('--to <folder>', 'new or empty; by default one below TENON_HOME/backups')
    .option('--with-secret', 'include the secret of the installation')
    .action((options: { to?: string; withSecret?: boolean }) => create(read, options))
  backup
    .command('verify <folder>')
    .description('check every checksum of a backup, start it in a temporary place and look into it')
    .action((folder: string) => verify(read, folder))
  backup
    .command('restore <folder>')
    .description('make an empty TENON_HOME the installation that was backed up')
    .requiredOption('--into <home>', 'the new TENON_HOME')
    .action((folder: string, options: { into: string }) => restore(read, folder, options))
}
