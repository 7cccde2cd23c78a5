import { memberActors } from '@tenon/identity/server'
import type { Runtime } from '@tenon/kernel/data/unit-of-work.ts'
import type { Catalog } from '@tenon/kernel/entity/catalog.ts'
import { type Job, job, sendJob } from '@tenon/kernel/jobs/job.ts'
import { refusal } from '@tenon/kernel/problem/problem.ts'
import type { ImportQueue } from '@tenon/kernel/transfer/import/queue.ts'
import { runImport } from '@tenon/kernel/transfer/import/run-import.ts'
import { loadImport } from '@tenon/kernel/transfer/import/store.ts'
import { tellImportEnded } from './job-notices.ts'

const importerGone = refusal('IMPORTER_GONE', 403, {
  en: 'Whoever started this import may no longer act in this organisation.',
  zh: '发起导入的成员已不能在该组织中操作。',
})

interface Asked {
  readonly importId: string
  readonly memberId: string
  readonly siteId: string | null
}

/**
 * Imports as jobs: taken over within seconds when their server dies, one organisation's never in front of another's, and
 * each batch with the rights its importer holds at that moment.
 */
export function importJobs(place: { readonly runtime: Runtime; readonly catalog: Catalog }): {
  job: Job<Asked>
  queue: ImportQueue
} {
  const actorOf = memberActors(place.runtime.pool)
  const run = job<Asked>(
    'kernel.import',
    'Tenon',
    async ({ tenant, data, signal, finish }) => {
      const actorNow = () => actorOf({ tenantId: tenant.id, ...data })
      const actor = await actorNow()
      if (!actor) throw importerGone()
      await runImport(place, tenant, actor, data.importId, { signal, actorNow })
      signal.throwIfAborted() // stopped between batches: the job goes on elsewhere
      const ended = await loadImport({ ...place, tenant, actor }, data.importId)
      await finish(async work => tellImportEnded(work, ended))
    },
    { retryAfter: 2 },
  )
  return {
    job: run,
    queue: {
      async add({ tenant, actor }, importId) {
        if (actor.memberId === null) throw importerGone()
        await sendJob(place.runtime, tenant.id, run, { importId, memberId: actor.memberId, siteId: actor.siteId })
      },
    },
  }
}
