import type { Command } from 'commander'
import { databaseReport } from './doctor/database.ts'
import { historyReport } from './doctor/history.ts'
import { jobsReport } from './doctor/jobs.ts'
import { mailReport } from './doctor/mail.ts'
import { outboxReport } from './doctor/outbox.ts'
import { type Patient, type Report, say } from './doctor/report.ts'
import { tenantsToCheck } from './doctor/tenants.ts'
import { wallReport } from './doctor/wall.ts'

/** All checks, one after another; each yields its lines as soon as it has them. */
export async function* examine(patient: Patient, slug?: string): AsyncGenerator<Report> {
  const tenants = await tenantsToCheck(patient, slug)
  yield* databaseReport(patient)
  yield* wallReport(patient)
  yield* outboxReport(patient, tenants)
  yield* jobsReport(patient, tenants)
  yield* mailReport(patient, tenants)
  yield* historyReport(patient, tenants)
}

/** `tenon doctor`: a line for each check, exit code 1 when one of them is a fault. `open` opens the installation. */
export function doctorCommand(program: Command, open: () => Promise<Patient & { close(): Promise<void> }>): void {
  program
    .command('doctor')
    .description(
      'check the tenant wall, the durability of the database, pending work, mail and the history of every organisation',
    )
    .option('--tenant <slug>', 'only this organisation')
    .action(async ({ tenant }: { tenant?: string }) => {
      const patient = await open()
      let faults = 0
      try {
        for await (const report of examine(patient, tenant)) {
          if (!report.ok) faults++
          console.log(say(report))
        }
      } finally {
        await patient.close()
      }
      if (faults) process.exitCode = 1
    })
}
