import { randomUUID } from 'node:crypto'
import type { Overrides } from '@tenon/kernel/testing/sample.ts'

/** What the declarations alone cannot tell of a valid record: rules between its fields. */
export const samples: Overrides = {
  'identity.role': { includes: [], grants: [{ permission: 'directory.company.read' }] },
  'identity.invitation': { domain: 'example.com' },
  'identity.ssoProvider': { domains: 'acme.example', issuer: 'https://id.acme.example' },
  'licensing.dealRegistration': {
    /** Another each time it is asked for: a domain is registered once. */
    get domain() {
      return `${randomUUID()}.example`
    },
  },
  'workspace.task': { aboutCollection: null, aboutId: null, aboutTitle: null },
  'licensing.license': { model: 'subscription', startsOn: '2026-01-01', endsOn: '2026-12-31' },
}
