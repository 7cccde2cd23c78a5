import { planSummary } from '@tenon/kernel/data/summary.ts'
import { readFlight } from '@tenon/kernel/data/unit-of-work.ts'
import type { Money } from '@tenon/kernel/fields/money/money.ts'
import { json, type Route, route } from '@tenon/kernel/http/route.ts'
import type { Params, Session } from '@tenon/kernel/operations/read.ts'
import { z } from 'zod'
import { renewal } from '../renewal/renewal.entity.ts'
import { type Risk, risks } from '../renewal/renewal.rules.ts'
import { type Batch, outlookOf } from './forecast.rules.ts'

const money = z.object({ amount: z.string(), currency: z.string() })
const forecastReply = z.object({
  data: z.array(z.object({ month: z.string(), expected: money, weighted: money })),
})

const measure = 'sum:expected'
const riskKey = 'filter[risk]'

/** The chance depends on stage and risk, and a summary knows two keys: so each risk is asked about by itself. */
async function batchesOf({ runtime, tenant, actor }: Session, asked: Params): Promise<Batch[]> {
  const about = asked[riskKey] === undefined ? risks : risks.filter(risk => risk === asked[riskKey])
  const plans = about.map(risk => ({
    risk,
    plan: planSummary(renewal, actor.access, { ...asked, [riskKey]: risk, group: 'dueOn:month,status', measure }),
  }))
  const { results } = await readFlight(
    runtime,
    tenant,
    actor,
    plans.map(({ plan }) => plan.groupRows),
  )
  return plans.flatMap(({ risk, plan }: { risk: Risk; plan: ReturnType<typeof planSummary> }, i) =>
    plan.readGroups(results[i] ?? []).map(found => ({
      month: found.keys[0] ?? null,
      status: found.keys[1] ?? '',
      risk,
      expected: (plan.valuesOf(found)[measure] ?? []) as readonly Money[],
    })),
  )
}

/** What the renewals of a list may bring. */
export const renewalForecast: Route = route({
  method: 'GET',
  path: '/renewals/forecast',
  operation: 'renewals.forecast',
  summary:
    'What the renewals that a list with these filters would show are expected to bring, by month and currency, and weighted by stage and risk',
  tag: 'licensing',
  access: 'session',
  query: { 'filter[field]': 'As in the list of renewals; `search` and `scope` likewise' },
  replies: { 200: { description: 'The months, earliest first', schema: forecastReply } },
  run: async ({ session, query }) => {
    const { sort: _, include: __, ...asked } = query
    return json({ data: outlookOf(await batchesOf(session, asked)) })
  },
})
