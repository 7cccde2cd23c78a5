import { compose } from './compose.ts'
import { loadDemo } from './demo.ts'
import { openInstallation } from './installation.ts'
import { openLog } from './log.ts'
import { loadSettings } from './settings.ts'

/** How long a stop may take before it is no longer orderly. */
const patience = 15_000

/** Starts the server; `--evaluation` is what `npm start` does: demo content, loopback only. */
export async function main(evaluation: boolean): Promise<void> {
  const settings = loadSettings(evaluation ? 'evaluation' : 'serve')
  const log = openLog(settings, evaluation)
  const installation = await openInstallation(settings, log)
  const running = await compose(installation, { evaluation, pages: true })
  if (evaluation) await loadDemo(installation)
  await running.server.http.listen({ port: settings.port, host: settings.host })
  console.log(`Tenon is ready at ${settings.baseUrl}`)

  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    setTimeout(() => process.exit(1), patience).unref()
    await running.stop()
    await installation.close()
    process.exit(0)
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
}

if (import.meta.main) {
  main(process.argv.includes('--evaluation')).catch((error: Error) => {
    console.error(error.message)
    process.exit(1)
  })
}
