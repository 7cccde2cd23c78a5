import { expect, test } from 'vitest'
import { missingTexts } from '@tenon/kernel/derive/labels.ts'
import { openApi } from '@tenon/kernel/derive/openapi.ts'
import { testApp } from '@tenon/kernel/testing/app.ts'
import { conformance } from '@tenon/kernel/testing/conformance.ts'
import { systems } from './systems.ts'

const app = await testApp(systems)

conformance(app, {
  'identity.role': { grants: [{ permission: 'directory.company.read' }] },
  'licensing.license': { model: 'subscription', startsOn: '2026-01-01', endsOn: '2026-12-31' },
})

test('everything declared has its words in both languages', () => {
  expect(missingTexts(app.catalog)).toEqual([])
})

test('the API’s description names every route that the server answers, and no other', () => {
  const { paths } = openApi(app.server.routes, 'test', 'http://localhost') as { paths: Record<string, Record<string, unknown>> }
  const described = Object.entries(paths).flatMap(([path, methods]) => Object.keys(methods).map(method => `${method.toUpperCase()} ${path}`))
  const answered = app.server.routes.map(route => `${route.method} ${route.path}`)
  expect(described.sort()).toEqual(answered.sort())
  const registered = app.server.http.printRoutes({ commonPrefix: false, includeHooks: false })
  expect(registered).toContain('licenses')
})
