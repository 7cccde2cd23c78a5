import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setUpLink } from '@tenon/identity/server'
import { compose, type Running } from './compose.ts'
import { loadDemo } from './demo.ts'
import { type Installation, openInstallation } from './installation.ts'
import { openLog } from './log.ts'
import { loadSettings, type Settings } from './settings.ts'

/** How long a stop may take before it is no longer orderly. */
const patience = 15_000
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
const loopback = /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/

/** Anyone who reads the demo's account file could sign in from anywhere. */
function refusePublicDemo({ home, host, baseUrl }: Settings) {
  const isPublic = !loopback.test(host) || !loopback.test(new URL(baseUrl).hostname)
  if (isPublic && existsSync(join(home, 'demo-accounts.json')))
    throw new Error(
      `${home} holds demo organisations, which must not be reached from elsewhere: choose another TENON_HOME.`,
    )
}

/** What has been started so far, so that a signal at any moment stops just that. */
class Process {
  installation: Installation | undefined
  running: Running | undefined
  #stopping = false

  async stop(code: number): Promise<void> {
    if (this.#stopping) return
    this.#stopping = true
    setTimeout(() => process.exit(1), patience).unref()
    await this.running?.stop()
    await this.installation?.close()
    process.exit(code)
  }
}

async function start(owned: Process, evaluation: boolean): Promise<void> {
  const settings = loadSettings(evaluation ? 'evaluation' : 'serve')
  if (!evaluation) refusePublicDemo(settings)
  owned.installation = await openInstallation(settings, openLog(settings, evaluation))
  owned.running = await compose(owned.installation, { evaluation, pages: true })
  if (evaluation) await loadDemo(owned.installation)
  await owned.running.server.http.listen({ port: settings.port, host: settings.host })
  console.log(`Tenon is ready at ${settings.baseUrl}`)
  const link = evaluation ? undefined : await setUpLink(owned.installation.runtime, settings.baseUrl)
  if (link)
    console.log(
      `Make the first organisation and its administrator here (works once, until ${link.expiresAt}):\n${link.url}`,
    )
}

/** Starts the server; `evaluation` is what `npm start` does: demo content, loopback only. */
export async function main(evaluation: boolean): Promise<void> {
  const owned = new Process()
  for (const signal of signals) process.on(signal, () => void owned.stop(0))
  try {
    await start(owned, evaluation)
  } catch (error) {
    console.error((error as Error).message)
    await owned.stop(1)
  }
}

if (import.meta.main) await main(process.argv.includes('--evaluation'))
