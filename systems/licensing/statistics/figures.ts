import { addDays, addMonths } from '@tenon/kernel/fields/date/day.ts'
import { type List, list, type Question } from './question.ts'

/** One figure: what is asked, or one question's answer as a share: of another's, or of both together. */
export interface Figure {
  readonly key: string
  readonly unit: 'money' | 'count' | 'percent' | 'days'
  readonly good?: 'more' | 'less'
  readonly is?: Question
  readonly of?: Question
  readonly among?: Question
  readonly versus?: Question
}

/** The days that figures are held against: today, the same day a year before, the day before today. */
export interface Days {
  readonly today: string
  readonly yearAgo: string
  readonly yesterday: string
  readonly yearBegan: string
}
export const daysOf = (today: string): Days => ({
  today,
  yearAgo: addMonths(today, -12),
  yesterday: addDays(today, -1),
  yearBegan: `${today.slice(0, 4)}-01-01`,
})

const inForce = { 'status.in': 'issued,deployed,inUse,grace' }
const stands = { 'status.in': 'draft,pending,paid' }
const ask = (of: List, measure = 'count', group?: readonly string[]): Question =>
  group ? { ...of, measure, group } : { ...of, measure }

const covering = (day: string) => ({ 'from.lte': day, 'to.gte': day })
export const recurring = ({ today }: Days) => list('revenue_periods', covering(today))
export const recurringBefore = ({ yearAgo }: Days) => list('revenue_periods', covering(yearAgo))
/** Of what recurs today, that of licences which were paid for a year ago without a break since. */
export const keptSince = ({ today, yearAgo }: Days) =>
  list('revenue_periods', { ...covering(today), 'since.lte': yearAgo })

/** By what the recurring revenue is told apart; asked in pairs, because one pass over a list serves both. */
const revenuePairs = [
  ['product', 'edition'],
  ['partner', 'region'],
] as const
export const revenueBy = (days: Days): Question[] =>
  revenuePairs.map(pair => ask(recurring(days), 'sum:annual', [...pair]))

const revenueFigures = (days: Days): Figure[] => {
  const [first] = revenueBy(days)
  const kept = keptSince(days)
  const before = ask(recurringBefore(days), 'was:annual')
  return [
    { key: 'arr', unit: 'money', good: 'more', ...(first && { is: first }) },
    { key: 'nrr', unit: 'percent', good: 'more', of: ask(kept, 'kept:annual'), among: before },
    { key: 'grr', unit: 'percent', good: 'more', of: ask(kept, 'capped:annual'), among: before },
  ]
}

function renewalRate({ yearAgo, yesterday }: Days): Figure {
  const renewed = list('purchases', {
    kind: 'renewal',
    ...stands,
    'previousEndsOn.gte': yearAgo,
    'previousEndsOn.lte': yesterday,
  })
  const lost = list('licenses', {
    'status.in': 'expired,terminated',
    'endsOn.gte': yearAgo,
    'endsOn.lte': yesterday,
  })
  return { key: 'renewalRate', unit: 'percent', good: 'more', of: ask(renewed), versus: ask(lost) }
}

const expiring = ({ today }: Days): Figure[] =>
  [30, 60, 90, 120].map(ahead => ({
    key: `expiring${ahead}`,
    unit: 'count',
    is: ask(
      list('licenses', {
        'status.in': 'issued,deployed,inUse',
        'endsOn.gte': today,
        'endsOn.lte': addDays(today, ahead),
      }),
      'sum:value',
    ),
  }))

const overused = list('licenses', { ...inForce, isOverused: 'true' })
const use = (): Figure[] => {
  const reported = list('licenses', { ...inForce, 'actualUsers.empty': 'false' })
  return [
    {
      key: 'utilisation',
      unit: 'percent',
      of: ask(reported, 'sum:actualUsers'),
      among: ask(reported, 'sum:authorizedUsers'),
    },
    { key: 'overused', unit: 'count', good: 'less', is: ask(overused) },
    { key: 'exposure', unit: 'money', good: 'less', is: ask(overused, 'exposure:value') },
  ]
}

function deployments({ yearAgo, today }: Days): Figure[] {
  const completed = { status: 'completed', 'completedOn.gte': yearAgo, 'completedOn.lte': today }
  const first = list('deployments', { ...completed, kind: 'initial' })
  return [
    { key: 'leadTime', unit: 'days', good: 'less', is: ask(first, 'sinceOrder:completedOn') },
    {
      key: 'onTime',
      unit: 'percent',
      good: 'more',
      of: ask(list('deployments', { ...completed, wasOnTime: 'true' })),
      among: ask(list('deployments', completed)),
    },
  ]
}

/** Every figure, in the order of the page. Their formulas stand in README.md of this folder. */
export const figuresOf = (days: Days): Figure[] => [
  ...revenueFigures(days),
  renewalRate(days),
  ...expiring(days),
  ...use(),
  ...deployments(days),
]

/** Licences drawn up within twelve months, by how far they have come. */
export function funnelOf({ yearAgo }: Days): { key: string; asked: Question }[] {
  const drawnUp = { 'createdAt.gte': yearAgo }
  const steps = {
    drawnUp: {},
    issued: { 'status.ne': 'draft' },
    deployed: { 'deployedOn.empty': 'false' },
    used: { 'firstUsedOn.empty': 'false' },
    inUse: { 'firstUsedOn.empty': 'false', status: 'inUse' },
  }
  return Object.entries(steps).map(([key, step]) => ({ key, asked: ask(list('licenses', { ...drawnUp, ...step })) }))
}

const monthOf = (day: string) => `${day.slice(0, 7)}-01`
/** The first days of some months, from one this many months from today's on. */
export const monthsFrom = ({ today }: Days, first: number, count: number): string[] =>
  Array.from({ length: count }, (_, i) => addMonths(monthOf(today), first + i))
const withinMonths = (field: string, months: readonly string[]) => ({
  [`${field}.gte`]: months[0] as string,
  [`${field}.lte`]: addDays(addMonths(months.at(-1) as string, 1), -1),
})
export const inMonth = (field: string, month: string) => withinMonths(field, [month])

/** Licences in force that end within twelve months, by month and edition. */
export const expiryOf = (days: Days): Question =>
  ask(list('licenses', { ...inForce, ...withinMonths('endsOn', monthsFrom(days, 0, 12)) }), 'count', [
    'endsOn:month',
    'edition',
  ])

/** What was ordered in the last twelve months. */
export const ordersOf = (days: Days): Question =>
  ask(list('purchases', { ...stands, ...withinMonths('orderedOn', monthsFrom(days, -11, 12)) }), 'sum:amount', [
    'orderedOn:month',
  ])

/** What was ordered this year and is paid, by who sold it. */
export const soldBy = ({ yearBegan, today }: Days): Question =>
  ask(list('purchases', { status: 'paid', 'orderedOn.gte': yearBegan, 'orderedOn.lte': today }), 'sum:amount', [
    'salesRep',
    'partner',
  ])
