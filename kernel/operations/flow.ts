import { z } from 'zod'
import { planFlow } from '../data/flow.ts'
import { readFlight } from '../data/unit-of-work.ts'
import type { Collection } from '../entity/catalog.ts'
import { statesOf } from '../entity/entity.ts'
import type { Params, Session } from './read.ts'

export const flowReply = z.object({
  states: z.array(z.object({ state: z.string(), now: z.int(), entered: z.int(), left: z.int() })),
})

/** The traffic through the states in the last days, each declared state in its order, those without any as well. */
export async function flowOf(
  { runtime, tenant, actor }: Session,
  { entity, facet }: Collection,
  params: Params,
): Promise<z.infer<typeof flowReply>> {
  const statement = planFlow(entity, actor.access, params, facet)
  const { results } = await readFlight(runtime, tenant, actor, [statement])
  const found = new Map((results[0] ?? []).map(([state, ...counts]) => [state, counts.map(Number)]))
  return {
    states: statesOf(entity).map(state => {
      const [now = 0, entered = 0, left = 0] = found.get(state) ?? []
      return { state, now, entered, left }
    }),
  }
}
