import { member } from '@tenon/identity'
import { entity } from '@tenon/kernel/entity/entity.ts'
import { field } from '@tenon/kernel/entity/field.ts'
import { license } from '../license/license.entity.ts'
import { licenseTerm } from '../license/term.entity.ts'
import { kinds, severities } from './ladder.rules.ts'

/**
 * Something about a licence that somebody should see to. The platform opens and settles alerts by itself as it judges the
 * licences; people take them on, put them off and close them.
 */
export const alert = entity('licensing.alert', {
  path: 'license_alerts',
  title: 'no',
  icon: 'bell-ring',
  byActionsOnly: true,
  fields: {
    no: field.numberSeries('ALT-{yyyy}-{0000}'),
    license: field.ref(license),
    kind: field.choice(kinds),
    severity: field.choice(severities),
    threshold: field.integer().internal(),
    dueOn: field.date().internal(),
    subject: field.text({ max: 200 }).internal(),
    term: field.ref(licenseTerm).internal(),
    assignee: field.ref(member, { open: true }).internal(),
    openedAt: field.instant(),
    acknowledgedAt: field.instant().internal(),
    mutedUntil: field.date().internal(),
    resolvedAt: field.instant().internal(),
    resolution: field.choice(['causeGone', 'superseded', 'byHand']).internal(),
    note: field.longText({ max: 1000 }).internal(),
    /** What makes opening it twice impossible, whoever judges and whenever. */
    dedupeKey: field.text({ max: 300 }).unique(),
  },
  states: {
    open: ['acknowledged', 'muted', 'resolved'],
    acknowledged: ['muted', 'resolved'],
    muted: ['open', 'acknowledged', 'resolved'],
    resolved: ['open'],
  },
  tones: { open: 'risk', acknowledged: 'processing', muted: 'unstarted', resolved: 'accepted' },
  lifecycle: ['open', 'acknowledged', 'resolved'],
  scopes: { own: 'license.salesRep.member', assigned: 'assignee' },
  sections: {
    cause: ['license', 'kind', 'severity', 'threshold', 'dueOn', 'subject', 'term'],
    care: ['assignee', 'acknowledgedAt', 'mutedUntil', 'resolvedAt', 'resolution', 'note'],
  },
  opens: 'open',
  views: {
    open: {
      columns: ['license', 'kind', 'severity', 'threshold', 'dueOn', 'subject', 'assignee', 'status'],
      filter: { 'status.in': 'open,acknowledged' },
      sort: ['dueOn', '-openedAt'],
    },
    mine: {
      columns: ['license', 'kind', 'severity', 'threshold', 'dueOn', 'status'],
      scope: 'own',
      filter: { 'status.in': 'open,acknowledged' },
      sort: 'dueOn',
    },
    assigned: {
      columns: ['license', 'kind', 'severity', 'threshold', 'dueOn', 'status'],
      scope: 'assigned',
      filter: { 'status.in': 'open,acknowledged' },
      sort: 'dueOn',
    },
    critical: {
      columns: ['license', 'kind', 'threshold', 'dueOn', 'subject', 'assignee', 'status'],
      filter: { severity: 'critical', 'status.in': 'open,acknowledged' },
      sort: 'dueOn',
    },
    muted: {
      columns: ['license', 'kind', 'severity', 'mutedUntil', 'assignee'],
      filter: { status: 'muted' },
      sort: 'mutedUntil',
    },
    all: { columns: ['no', 'license', 'kind', 'severity', 'threshold', 'openedAt', 'status'], sort: '-openedAt' },
  },
  indexes: [['openedAt'], ['status', 'dueOn'], ['mutedUntil']],
})
