import { Counter, Gauge, type Registry } from 'prom-client'

/** What an operator sees of the outbox in the metrics. */
export interface Meters {
  count(reaction: string, result: 'done' | 'failed'): void
  setDead(tenantId: string, events: number): void
}
export function measure(registry: Registry | undefined): Meters {
  if (!registry) return { count: () => {}, setDead: () => {} }
  const registers = [registry]
  const labelNames = ['reaction', 'result'] as const
  const reactions = new Counter({
    name: 'tenon_reactions_total',
    help: 'Reactions run, by result',
    labelNames,
    registers,
  })
  const gauge = new Gauge({
    name: 'tenon_outbox_dead_events',
    help: 'Events whose reactions failed for good',
    registers,
  })
  const dead = new Map<string, number>()
  return {
    count: (reaction, result) => reactions.inc({ reaction, result }),
    setDead: (tenantId, events) => {
      if (events) dead.set(tenantId, events)
      else dead.delete(tenantId)
      gauge.set([...dead.values()].reduce((sum, n) => sum + n, 0))
    },
  }
}
