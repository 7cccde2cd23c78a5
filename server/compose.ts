import { join } from 'node:path'
import { leavingJob, memberActors, openIdentity, settleSignIns } from '@tenon/identity/server'
import { startSealing } from '@tenon/kernel/audit/sealing.ts'
import { openTenants, type Tenants } from '@tenon/kernel/background/tenants.ts'
import { bulkJob } from '@tenon/kernel/bulk/run-bulk.ts'
import { openApi } from '@tenon/kernel/derive/openapi.ts'
import { buildServer, type TenonServer } from '@tenon/kernel/http/server.ts'
import type { Job } from '@tenon/kernel/jobs/job.ts'
import { startJobs } from '@tenon/kernel/jobs/jobs.ts'
import { startLive } from '@tenon/kernel/live/live.ts'
import { startMailing } from '@tenon/kernel/mail/mailing.ts'
import { openMailServer } from '@tenon/kernel/mail/server.ts'
import { startOutbox } from '@tenon/kernel/outbox/outbox.ts'
import { startNoticeMailing } from '@tenon/messages/server'
import { sendJob } from '@tenon/reports/server'
import { fileStore, startFileCleaning } from '@tenon/workspace/server'
import { serviceEndpoints } from './health.ts'
import { importJobs } from './import-queue.ts'
import { deriveKey, type Installation } from './installation.ts'
import { tellBulkEnded } from './job-notices.ts'
import { harden, pageOrProblem, serveApiDocs, serveConsole } from './pages.ts'
import { applicationRoutes } from './routes.ts'
import { kernelSignals } from './signals.ts'
import { version } from './version.ts'
import { wellKnown } from './well-known.ts'

/** A server with everything it does: HTTP, and the work behind it. */
export interface Running {
  readonly server: TenonServer
  /** Stops answering, lets what is under way finish, then stops the work behind. */
  stop(): Promise<void>
}

export interface ComposeOptions {
  /** Demo people may sign in with one click. */
  readonly evaluation: boolean
  readonly pages: boolean
}

/** Without a mail server mails wait in their table, and `tenon doctor` says so; notices then are in the inbox alone. */
function startMail({ runtime, catalog, log, settings: { smtpUrl, baseUrl } }: Installation, tenants: Tenants) {
  if (!smtpUrl) return { stop: async () => {} }
  const server = openMailServer({ url: smtpUrl, host: new URL(baseUrl).hostname })
  const mailing = startMailing({ runtime, tenants, log, server })
  const notices = startNoticeMailing({ runtime, catalog, tenants, log, baseUrl, actorOf: memberActors(runtime.pool) })
  runtime.onCommit(mailing.wake)
  runtime.onCommit(notices.wake)
  return { stop: () => Promise.all([notices.stop(), mailing.stop()]) }
}

async function startBackground(installation: Installation, { registry }: TenonServer['metrics'], jobs: readonly Job[]) {
  const { runtime, catalog, pool, app, log } = installation
  const tenants = openTenants(pool)
  const mailing = startMail(installation, tenants)
  const outbox = startOutbox({ runtime, catalog, tenants, log, registry })
  const sealing = startSealing({ runtime, tenants, log })
  runtime.onCommit(outbox.wake)
  runtime.onCommit(sealing.wake)
  const work = await startJobs({ connection: app, runtime, catalog, tenants, log, registry, jobs })
  runtime.onCommit(work.wake)
  return { stop: () => Promise.all([work.stop(), mailing.stop(), outbox.stop(), sealing.stop()]) }
}

/** Puts a server together over an opened installation; it does not listen yet. */
export async function compose(installation: Installation, { evaluation, pages }: ComposeOptions): Promise<Running> {
  const { settings, runtime, catalog, log, pool } = installation
  const { baseUrl, home } = settings
  const identity = openIdentity({
    runtime,
    catalog,
    baseUrl,
    secret: deriveKey(settings, 'sign-in'),
    demoAccounts: evaluation ? join(home, 'demo-accounts.json') : undefined,
  })
  const imports = importJobs(installation)
  const files = fileStore(join(home, 'files'))
  const { attendance } = identity
  const live = startLive({
    runtime,
    catalog,
    attendance,
    connection: installation.app,
    log,
    version,
    signals: kernelSignals(catalog),
  })
  runtime.onCommit(live.wake)
  const server = await buildServer({
    catalog,
    routes: applicationRoutes(catalog, imports.queue, live, files),
    runtime,
    authenticate: identity.authenticate,
    version,
    baseUrl,
    log,
    trustedProxies: settings.trustedProxies,
    ...(pages ? { notFound: pageOrProblem() } : {}),
    prepare: http => harden(http, baseUrl.startsWith('https:')),
  })
  serviceEndpoints(server.http, pool, server.metrics, deriveKey(settings, 'metrics'))
  wellKnown(server.http, runtime)
  if (pages) {
    await serveApiDocs(server.http, openApi(server.routes, version, baseUrl))
    await serveConsole(server.http)
  }
  const background = await startBackground(installation, server.metrics, [
    imports.job as Job,
    bulkJob({ runtime, catalog, actorOf: memberActors(pool), ended: tellBulkEnded }) as Job,
    leavingJob as Job,
    sendJob({ runtime, catalog, actorOf: memberActors(pool), baseUrl }) as Job,
  ])
  const cleaning = startFileCleaning({ pool, files, log })
  return {
    server,
    async stop() {
      live.close() // who watches would keep it open for ever
      await server.http.close()
      await settleSignIns(runtime)
      await Promise.all([background.stop(), live.stop(), cleaning.stop()])
    },
  }
}
