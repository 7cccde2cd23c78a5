import type { Catalog } from '../../entity/catalog.ts'
import type { Session } from '../../operations/read.ts'
import { runImport } from './run-import.ts'
import { failImport, writeAll } from './store.ts'

/** Where an import that is ready waits for its turn; durable or, as below, within this process. */
export interface ImportQueue {
  /** The import is queued in the database; see that it runs. Calling it twice for one import is harmless. */
  add(session: Session, importId: string): Promise<void>
  /** Someone looks at an import that should be running: its run may have died with another process. */
  look?(session: Session, importId: string, touchedAt: string): Promise<void>
}

const attempts = 5
const firstPause = 1_000
/** Longer without a batch than any batch takes. */
const lifeless = 60_000

const interrupted = {
  code: 'INTERRUPTED',
  message: {
    en: 'The import was interrupted by a failure of the system. What was imported so far is there.',
    zh: '系统故障导致导入中断，已导入的数据仍然保留。',
  },
}

export interface LocalOptions {
  readonly onError?: (error: unknown) => void
  readonly signal?: AbortSignal
}
export interface LocalQueue extends ImportQueue {
  /** Resolves when nothing is left to run. */
  idle(): Promise<void>
}

/** Runs imports one after another for each tenant, in this process. What a process that ended left behind goes on when looked at. */
export function localQueue(catalog: Catalog, options: LocalOptions = {}): LocalQueue {
  const tails = new Map<string, Promise<void>>()
  const waiting = new Set<string>()

  async function run(session: Session, importId: string, tried = 1): Promise<void> {
    const { runtime, tenant, actor } = session
    try {
      await runImport({ runtime, catalog }, tenant, actor, importId, options.signal ? { signal: options.signal } : {})
    } catch (error) {
      options.onError?.(error)
      if (tried === attempts)
        return writeAll(session, [failImport(tenant.id, importId, interrupted)]).catch(failed =>
          options.onError?.(failed),
        )
      await new Promise(resolve => setTimeout(resolve, firstPause * 2 ** (tried - 1)))
      await run(session, importId, tried + 1)
    }
  }
  const add = async (session: Session, importId: string) => {
    if (waiting.has(importId)) return
    waiting.add(importId)
    const before = tails.get(session.tenant.id) ?? Promise.resolve()
    const tail = before
      .then(() => run(session, importId))
      .finally(() => {
        waiting.delete(importId)
        if (tails.get(session.tenant.id) === tail) tails.delete(session.tenant.id)
      })
    tails.set(session.tenant.id, tail)
  }
  return {
    add,
    look: async (session, importId, touchedAt) => {
      if (Date.now() - Date.parse(touchedAt) > lifeless) await add(session, importId)
    },
    idle: async () => {
      while (tails.size) await Promise.all(tails.values())
    },
  }
}
