import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Runtime } from '@tenon/kernel/data/unit-of-work.ts'
import { openApi } from '@tenon/kernel/derive/openapi.ts'
import { catalog } from '@tenon/kernel/entity/catalog.ts'
import { buildServer } from '@tenon/kernel/http/server.ts'
import type { Live } from '@tenon/kernel/live/live.ts'
import { expect, onTestFinished, test } from 'vitest'
import { applicationRoutes } from './routes.ts'
import { systems } from './systems.ts'

const deployed = catalog(systems)
const runtime = {} as Runtime // only described here, never asked
const answered: string[] = []
const server = await buildServer({
  catalog: deployed,
  runtime,
  authenticate: async () => null,
  version: '0.1.0',
  baseUrl: 'http://127.0.0.1:8000',
  routes: applicationRoutes(deployed, undefined, {} as Live),
  prepare: async http => {
    http.addHook('onRoute', ({ method, url }) => {
      if (method !== 'HEAD') answered.push(`${method} ${url.replace('/api/v1', '').replace(/:(\w+)/g, '{$1}')}`)
    })
  },
})
const document = openApi(server.routes, '0.1.0', 'http://127.0.0.1:8000')

test('a public linter finds no error in the API’s description', { timeout: 60_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tenon-openapi-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const file = join(folder, 'openapi.json')
  await writeFile(file, JSON.stringify(document))
  const redocly = createRequire(import.meta.url).resolve('@redocly/cli/bin/cli.js')
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' }
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [redocly, 'lint', file, '--format=stylish'], {
    env,
  })
  expect(stdout + stderr).toContain('Your API description is valid')
})

test('it names every route that the server answers, and no other', () => {
  const { paths } = document as { paths: Record<string, Record<string, unknown>> }
  const described = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map(method => `${method.toUpperCase()} ${path}`),
  )
  expect(answered.sort()).toEqual(described.sort())
})
