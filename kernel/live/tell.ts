import { isColleague } from '../access/colleague.ts'
import { permissionOf } from '../access/permission.ts'
import type { Runtime } from '../data/unit-of-work.ts'
import type { Catalog } from '../entity/catalog.ts'
import type { Actor } from '../entity/ctx.ts'
import { type Signal, signalIn, type Told } from './signal.ts'
import type { Watcher, Watchers } from './watchers.ts'
import { anything } from './wire.ts'

interface TellOptions {
  readonly runtime: Runtime
  readonly catalog: Catalog
  readonly watchers: Watchers
  readonly signals?: readonly Signal[]
}

/** The addresses under which an entity's records are listed, by the entity's name, and the right each needs. */
function listed({ catalog }: TellOptions) {
  const lists = new Map<string, { readonly permission: string; readonly paths: string[] }>()
  for (const { entity, path } of catalog.collections) {
    const known = lists.get(entity.name)
    if (known) known.paths.push(path)
    else lists.set(entity.name, { permission: permissionOf(entity, 'list'), paths: [path] })
  }
  return lists
}

function signalsOf({ catalog, signals = [] }: TellOptions): ReadonlyMap<string, Signal> {
  const all = [...signals, ...catalog.systems.flatMap(system => system.signals)]
  const byName = new Map(all.map(one => [one.name, one]))
  if (byName.size < all.length) throw new Error('Two signals have the same name')
  return byName
}

/**
 * Tells all of an organisation who watch here what was touched: each only what that person may know at this moment, and
 * of records no more than in which lists something changed.
 */
export function teller(options: TellOptions) {
  const { runtime, watchers } = options
  const lists = listed(options)
  const signals = signalsOf(options)

  const collections = (actor: Actor, entities: readonly string[]): string[] =>
    entities.flatMap(name => {
      const list = lists.get(name)
      return list && actor.access.may(list.permission) ? list.paths : []
    })
  async function tellSignals(watcher: Watcher, told: readonly Told[]) {
    const { tenant, actor } = watcher.guest
    for (const { name, subject } of told) {
      const signal = signals.get(name)
      if (!signal?.concerns(actor, subject)) continue
      const data = await signal.tell({ runtime, tenant, actor }, subject)
      if (data) watcher.send(name, data)
    }
  }
  async function tellOne(watcher: Watcher, entities: readonly string[], told: readonly Told[]) {
    // That something changed in a list would tell those from outside when others, whose records they never see, are at work.
    const { actor } = watcher.guest
    const changed = isColleague(actor.access) ? collections(actor, entities) : []
    if (changed.length) watcher.send('changed', { collections: changed })
    await tellSignals(watcher, told)
  }
  return async (tenantId: string, touched: ReadonlySet<string>): Promise<void> => {
    if (touched.size === 0) return
    const told = [...touched].map(signalIn).filter(one => one !== undefined)
    const named = [...touched].filter(touch => !touch.includes(':'))
    const entities = named.includes(anything) ? [...lists.keys()] : named.filter(name => lists.has(name))
    if (told.length + entities.length === 0) return
    for (const watcher of await watchers.present(tenantId)) await tellOne(watcher, entities, told)
  }
}
