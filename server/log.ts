import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import { createHome } from './postgres/place.ts'
import type { Settings } from './settings.ts'

/** Names under which a secret may come by; their values never reach the log, at whatever depth they usually stand. */
const secrets = [
  'password',
  'newPassword',
  'currentPassword',
  'token',
  'accessToken',
  'secret',
  'authorization',
  'cookie',
  'set-cookie',
  'code',
  'key',
]
const paths = secrets.flatMap(name => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`])

export const logOptions = (level: string) => ({
  level,
  redact: { paths, censor: '[secret]' },
  serializers: {
    req: ({ method, url, id }: { method: string; url: string; id: string }) => ({
      method,
      path: url.split('?')[0],
      id,
    }),
  },
})

/** JSON lines: on the console for `serve`, in `$TENON_HOME/logs/server.log` for an evaluation, whose console is for people. */
export function openLog(settings: Settings, toFile: boolean) {
  if (!toFile) return pino(logOptions(settings.logLevel))
  const folder = join(settings.home, 'logs')
  createHome(settings.home)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return pino(logOptions(settings.logLevel), pino.destination({ dest: join(folder, 'server.log'), sync: false }))
}
