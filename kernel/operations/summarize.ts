import { z } from 'zod'
import { type Found, groupLimit, planSummary, type SummaryPlan } from '../data/summary.ts'
import type { Group } from '../data/summary-query.ts'
import { readFlight } from '../data/unit-of-work.ts'
import { labelsOf } from '../derive/labels.ts'
import type { Catalog, Collection } from '../entity/catalog.ts'
import { type AnyEntity, statesOf } from '../entity/entity.ts'
import type { AnyField } from '../fields/field.ts'
import type { Language } from '../messages/language.ts'
import { openTitles, type Params, type Session, titlesById } from './read.ts'

const amount = z.object({ currency: z.string(), amount: z.string() })
const counted = {
  count: z.int(),
  /** By what was asked: `{'sum:value': [{currency, amount}], 'avg:authorizedUsers': 12.5}`. */
  values: z.record(z.string(), z.union([z.number(), z.string(), z.array(amount), z.null()])),
}
export const summaryReply = z.object({
  groups: z.array(
    z.object({ keys: z.array(z.string().nullable()), titles: z.array(z.string().nullable()), ...counted }),
  ),
  total: z.object(counted),
  truncated: z.boolean(),
})
export type SummaryReply = z.infer<typeof summaryReply>

/** How one column of keys is named to people, and in which order its keys stand. */
interface Naming {
  title(key: string): string | null
  compare(one: string, other: string): number
}

const declared = (order: readonly string[], title: Naming['title']): Naming => ({
  title,
  compare: (one, other) => order.indexOf(one) - order.indexOf(other),
})

interface Reading {
  readonly session: Session
  readonly catalog: Catalog
  readonly language: Language
}

async function titlesOf(
  session: Session,
  kind: AnyField['kind'],
  ids: readonly string[],
): Promise<Map<string, string>> {
  const target = kind.refersTo?.() as AnyEntity
  if (!kind.isOpen) return titlesById(session, target, ids)
  return new Map([...(await openTitles(session, target, ids))].map(([id, { title }]) => [id, title]))
}

async function naming(reading: Reading, entity: AnyEntity, group: Group, keys: readonly string[]): Promise<Naming> {
  const labels = labelsOf(reading.catalog, reading.language)
  const { kind } = group.field
  const { compare } = new Intl.Collator(reading.language, { numeric: true })
  if (group.name === 'status') return declared(statesOf(entity), key => labels.state(entity, key))
  if (kind.name === 'choice')
    return declared(kind.ui.options as readonly string[], key => labels.option(entity, group.name, key))
  if (kind.name === 'boolean') return declared(['true', 'false'], () => null)
  if (kind.name === 'text') return { title: key => key, compare }
  if (kind.name !== 'ref') return { title: () => null, compare: (one, other) => (one < other ? -1 : 1) }
  const titles = await titlesOf(reading.session, kind, keys)
  const title = (key: string) => titles.get(key) ?? null
  // Those whose names one may not read come after all that have one.
  const known = (key: string) => (titles.has(key) ? 0 : 1)
  return {
    title,
    compare: (one, other) => known(one) - known(other) || compare(title(one) ?? one, title(other) ?? other),
  }
}

const compareKeys = (namings: readonly Naming[]) => (one: Found, other: Found) => {
  for (const [i, { compare }] of namings.entries()) {
    const [a = null, b = null] = [one.keys[i], other.keys[i]]
    if (a === b) continue
    return a === null ? 1 : b === null ? -1 : compare(a, b)
  }
  return 0
}

async function totalOf(
  { runtime, tenant, actor }: Session,
  plan: SummaryPlan,
  found: readonly Found[],
  whole: boolean,
) {
  if (whole) return plan.together(found)
  const { results } = await readFlight(runtime, tenant, actor, [plan.totalRow])
  return plan.readTotal(results[0] ?? [])
}

/** The records a list with these parameters would show, counted and measured by group: of each, only what one may ask. */
export async function summarize(
  reading: Reading,
  { entity, facet }: Collection,
  params: Params,
): Promise<SummaryReply> {
  const { session } = reading
  const { runtime, tenant, actor } = session
  const plan = planSummary(entity, actor.access, params, facet)
  const { results } = await readFlight(runtime, tenant, actor, [plan.groupRows])
  const all = plan.readGroups(results[0] ?? [])
  const found = all.slice(0, groupLimit)
  const truncated = all.length > found.length
  const total = await totalOf(session, plan, found, !truncated)
  const keysAt = (i: number) => [...new Set(found.flatMap(({ keys }) => keys[i] ?? []))]
  const namings = await Promise.all(plan.groups.map((group, i) => naming(reading, entity, group, keysAt(i))))
  const groups = plan.groups.length ? found.toSorted(compareKeys(namings)) : []
  return {
    groups: groups.map(one => ({
      keys: [...one.keys],
      titles: one.keys.map((key, i) => (key === null ? null : (namings[i]?.title(key) ?? null))),
      count: one.count,
      values: plan.valuesOf(one) as SummaryReply['total']['values'],
    })),
    total: { count: total.count, values: plan.valuesOf(total) as SummaryReply['total']['values'] },
    truncated,
  }
}
