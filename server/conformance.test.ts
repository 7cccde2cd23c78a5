import { missingTexts } from '@tenon/kernel/derive/labels.ts'
import { testApp } from '@tenon/kernel/testing/app.ts'
import { conformance } from '@tenon/kernel/testing/conformance.ts'
import { expect, test } from 'vitest'
import { systems } from './systems.ts'

const app = await testApp(systems)

conformance(app, {
  'identity.role': { includes: [], grants: [{ permission: 'directory.company.read' }] },
  'identity.invitation': { domain: 'example.com' },
  'identity.ssoProvider': { domains: 'acme.example', issuer: 'https://id.acme.example' },
  'licensing.license': { model: 'subscription', startsOn: '2026-01-01', endsOn: '2026-12-31' },
})

test('everything declared has its words in both languages', () => {
  expect(missingTexts(app.catalog)).toEqual([])
})
