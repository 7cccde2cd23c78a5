import { unitOfWork } from '../../data/unit-of-work.ts'
import type { Catalog } from '../../entity/catalog.ts'
import { Problem } from '../../problem/problem.ts'
import { type Signal, signal } from '../signal.ts'
import { requireSeen } from './seen.ts'
import { signalName } from './store.ts'

/** Somebody came to a record, left it or edits another field: told to those who look at it too and may read it. */
export function presenceSignal(catalog: Catalog): Signal {
  const entities = new Map(catalog.collections.map(({ path, entity }) => [path, entity]))
  return signal({
    name: signalName,
    concerns: ({ memberId }, subject) => memberId !== null && subject.startsWith(`${memberId}/`),
    tell: async ({ runtime, tenant, actor }, subject) => {
      const [, collection = '', id = ''] = subject.split('/')
      const entity = entities.get(collection)
      if (!entity) return null
      const isSeen = await unitOfWork(runtime, tenant, actor, work => requireSeen(work, entity, id)).catch(orUnseen)
      return isSeen ? { collection, id } : null
    },
  })
}

function orUnseen(error: unknown): undefined {
  if (error instanceof Problem && error.status === 404) return undefined
  throw error
}
