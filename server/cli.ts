import { Command } from 'commander'
import { pino } from 'pino'
import { type Installation, openInstallation } from './installation.ts'
import { main } from './main.ts'
import { loadSettings } from './settings.ts'
import { version } from './version.ts'

/** Opens the database for one command; a server that runs on the same home keeps running. */
async function open(): Promise<Installation> {
  return openInstallation(loadSettings('tool'), pino({ level: 'silent' }), { joining: true, connections: 4 })
}

/** Every command opens what it needs and closes it again, whatever happens in between. */
export async function withInstallation(work: (installation: Installation) => Promise<void>): Promise<void> {
  const installation = await open()
  try {
    await work(installation)
  } finally {
    await installation.close()
  }
}

const program = new Command('tenon').description('Administration of a Tenon installation').version(version)

program
  .command('serve')
  .description('start the server for use: no demo, TENON_SECRET required')
  .action(() => main(false))
program
  .command('migrate')
  .description('bring the database to this version and end')
  .action(() => withInstallation(async () => console.log('The database is at this version.')))

try {
  await program.parseAsync()
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
}
