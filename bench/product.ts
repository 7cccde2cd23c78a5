import { compose } from '../server/compose.ts'
import { openInstallation } from '../server/installation.ts'
import { openLog } from '../server/log.ts'
import { loadSettings } from '../server/settings.ts'

/** The product's own server over the database that the bench has opened, on a free port. */
const settings = loadSettings('serve')
const log = openLog({ ...settings, logLevel: 'warn' }, true)
const installation = await openInstallation(settings, log, { joining: true })
const running = await compose(installation, { evaluation: false, pages: process.env.BENCH_PAGES === '1' })
console.log(await running.server.http.listen({ port: 0, host: '127.0.0.1' }))
process.on('SIGTERM', async () => {
  await running.stop()
  await installation.close()
  process.exit(0)
})
