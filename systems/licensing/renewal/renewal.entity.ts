import { entity } from '@tenon/kernel/entity/entity.ts'
import { field } from '@tenon/kernel/entity/field.ts'
import { license } from '../license/license.entity.ts'
import { purchase } from '../purchase/purchase.entity.ts'
import { salesRep } from '../sales-rep/sales-rep.entity.ts'
import { probability, risks, weighted } from './renewal.rules.ts'

/**
 * The work on a licence that is about to end: opened by itself 120 days before, won when the licence is renewed, lapsed
 * when it expires. What is expected of all of them is the forecast.
 */
export const renewal = entity('licensing.renewal', {
  path: 'renewals',
  title: 'no',
  icon: 'calendar-sync',
  fields: {
    no: field.numberSeries('REN-{yyyy}-{0000}'),
    license: field.ref(license),
    dueOn: field.date(),
    owner: field.ref(salesRep).optional(),
    expected: field.money({ min: 0 }).optional(),
    risk: field.choice(risks).default('low'),
    probability: field.computed(field.integer(), ['status', 'risk'], probability),
    weighted: field.computed(field.money(), ['expected', 'status', 'risk'], weighted),
    nextStepOn: field.date().optional(),
    note: field.longText().optional(),
    purchase: field.ref(purchase).internal(),
    reason: field.longText({ max: 1000 }).internal(),
    settledOn: field.date().internal(),
  },
  states: {
    upcoming: ['contacted', 'quoted', 'committed', 'won', 'lost', 'lapsed'],
    contacted: ['quoted', 'committed', 'won', 'lost', 'lapsed'],
    quoted: ['contacted', 'committed', 'won', 'lost', 'lapsed'],
    committed: ['quoted', 'won', 'lost', 'lapsed'],
    won: [],
    lost: ['contacted', 'won'],
    lapsed: ['contacted', 'won', 'lost'],
  },
  tones: {
    upcoming: 'unstarted',
    contacted: 'processing',
    quoted: 'production',
    committed: 'accepted',
    won: 'accepted',
    lost: 'risk',
    lapsed: 'issue',
  },
  lifecycle: ['upcoming', 'contacted', 'quoted', 'committed', 'won'],
  fixed: ['license', 'dueOn'],
  unique: [['license', 'dueOn']],
  follows: { dueOn: 'license.endsOn', owner: 'license.salesRep', expected: 'license.value' },
  scopes: { own: 'owner.member' },
  sections: {
    renewal: ['license', 'dueOn', 'owner', 'nextStepOn'],
    forecast: ['expected', 'risk', 'probability', 'weighted'],
    outcome: ['purchase', 'settledOn', 'reason'],
  },
  opens: 'open',
  views: {
    open: {
      shape: 'board',
      columns: ['no', 'license', 'dueOn', 'owner', 'expected', 'risk', 'probability', 'status'],
      filter: { 'status.in': 'upcoming,contacted,quoted,committed' },
      sort: 'dueOn',
    },
    mine: {
      columns: ['no', 'license', 'dueOn', 'nextStepOn', 'expected', 'risk', 'status'],
      scope: 'own',
      filter: { 'status.in': 'upcoming,contacted,quoted,committed' },
      sort: 'dueOn',
    },
    atRisk: {
      columns: ['no', 'license', 'dueOn', 'owner', 'expected', 'status'],
      filter: { risk: 'high', 'status.in': 'upcoming,contacted,quoted,committed' },
      sort: 'dueOn',
    },
    lapsed: {
      columns: ['no', 'license', 'dueOn', 'owner', 'expected', 'settledOn'],
      filter: { status: 'lapsed' },
      sort: '-dueOn',
    },
    decided: {
      columns: ['no', 'license', 'dueOn', 'owner', 'expected', 'settledOn', 'reason', 'status'],
      filter: { 'status.in': 'won,lost' },
      sort: '-settledOn',
    },
    all: { columns: ['no', 'license', 'dueOn', 'owner', 'expected', 'risk', 'status'], sort: '-dueOn' },
  },
  indexes: [['createdAt'], ['dueOn'], ['status', 'dueOn']],
})
