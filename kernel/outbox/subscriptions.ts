import type { Tenants } from '../background/tenants.ts'
import type { Catalog } from '../entity/catalog.ts'
import type { Tenant } from '../entity/ctx.ts'
import type { System } from '../entity/system.ts'
import type { Reaction } from './reaction.ts'

export interface Subscription {
  readonly system: System
  readonly reaction: Reaction
}

/** Throws an Error when two reactions share a name: what has been done is remembered by it. */
export function subscriptionsOf(catalog: Catalog): readonly Subscription[] {
  const all = catalog.systems.flatMap(system => system.reactions.map(reaction => ({ system, reaction })))
  const names = new Set<string>()
  for (const { reaction } of all) {
    if (names.has(reaction.name)) throw new Error(`The reaction ${reaction.name} is declared twice`)
    names.add(reaction.name)
  }
  return all
}

/** The reactions of the systems this tenant uses, by the name of the event. */
export async function subscribed(
  all: readonly Subscription[],
  tenant: Tenant,
  tenants: Tenants,
): Promise<Map<string, Subscription[]>> {
  const used = new Map<System, boolean>()
  for (const system of new Set(all.map(one => one.system))) used.set(system, await tenants.uses(tenant, system))
  return Map.groupBy(
    all.filter(({ system }) => used.get(system)),
    ({ reaction }) => reaction.event,
  )
}
