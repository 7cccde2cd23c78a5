import { sealedOfAccounts } from '@tenon/identity/server'
import { Command } from 'commander'
import { pino } from 'pino'
import { archiveCommands } from './archive/commands.ts'
import { backupCommands } from './backup/commands.ts'
import { passwordFromInput, reasonOf } from './cli/command.ts'
import { doctorCommand } from './cli/doctor.ts'
import { supportCommands } from './cli/support.ts'
import { tenantCommands } from './cli/tenant.ts'
import { userCommands } from './cli/user.ts'
import { type Installation, openInstallation, withDatabase } from './installation.ts'
import { main } from './main.ts'
import { secretsCommands } from './secrets/commands.ts'
import { loadSettings } from './settings.ts'
import { version } from './version.ts'

/** The database for one command; a server that runs on the same home keeps running. */
const open = (): Promise<Installation> =>
  openInstallation(loadSettings('tool'), pino({ level: 'silent' }), { joining: true, connections: 4 })

/** Opens what a command needs and closes it again, whatever happens in between. */
async function using(work: (installation: Installation) => Promise<void>): Promise<void> {
  const installation = await open()
  try {
    await work(installation)
  } finally {
    await installation.close()
  }
}

const program = new Command('tenon').description('Administration of a Tenon installation.').version(version)
program
  .command('serve')
  .description('start the server for use: no demo; TENON_SECRET is required')
  .action(() => main(false))
program
  .command('migrate')
  .description('bring the database to this version')
  .action(() => using(async () => console.log('The database is at this version.')))
doctorCommand(program, open)
tenantCommands(program, using)
archiveCommands(program, open)
userCommands(program, using)
supportCommands(program, using)
backupCommands(program)
secretsCommands(program, {
  using,
  database: work => withDatabase(loadSettings('tool'), pino({ level: 'silent' }), work),
  others: sealedOfAccounts,
  input: passwordFromInput,
})

try {
  await program.parseAsync()
} catch (error) {
  console.error(reasonOf(error))
  process.exitCode = 1
}
