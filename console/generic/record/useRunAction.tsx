import type { ActionMeta, EntityMeta } from '@tenon/kernel/derive/meta-types.ts'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newKey } from '../../app/api.ts'
import type { ApiProblem } from '../../app/problem.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { toast } from '../../ui/toast.tsx'
import { Refused } from '../form/Refused.tsx'
import { ActionPanel } from './ActionPanel.tsx'
import { asProblem, useWrites } from './useWrites.ts'

interface Running {
  readonly id: string
  readonly title: string
  readonly action: ActionMeta
}

/** Starts an action on one record: at once when it asks nothing and can be repeated, in its panel otherwise. */
export function useRunAction(
  path: string,
  entity: EntityMeta,
): { start(running: Running): void; panel: ReactNode; busy: boolean } {
  const { t } = useTranslation()
  const writes = useWrites(path)
  const [running, setRunning] = useState<Running | null>(null)
  const [refused, setRefused] = useState<{ of: Running; problem: ApiProblem } | null>(null)
  const [busy, setBusy] = useState(false)
  const run = async ({ id, title, action }: Running, input: Record<string, unknown>, key: string) => {
    await writes.run(id, action.name, input, key)
    toast({ text: t('generic.record.done', { action: action.done ?? action.label, title }) })
  }
  const atOnce = async (one: Running) => {
    setBusy(true)
    await run(one, {}, newKey())
      .catch(error => setRefused({ of: one, problem: asProblem(error) }))
      .finally(() => setBusy(false))
  }
  const start = (one: Running) => {
    if (one.action.input.length === 0 && !one.action.danger) atOnce(one)
    else setRunning(one)
  }
  const panel = (
    <>
      {running && (
        <ActionPanel
          entity={entity}
          action={running.action}
          object={running.title}
          onRun={(input, key) => run(running, input, key)}
          onClose={() => setRunning(null)}
        />
      )}
      {refused && (
        <Dialog label={refused.of.action.label} className="confirm" onClose={() => setRefused(null)}>
          <div className="panel-form">
            <header>
              <h2>{refused.of.action.label}</h2>
            </header>
            <div className="panel-scroll">
              <p className="panel-object">{refused.of.title}</p>
              <Refused problem={refused.problem} />
            </div>
            <footer>
              <button type="button" className="link" onClick={() => setRefused(null)}>
                {t('generic.form.close')}
              </button>
            </footer>
          </div>
        </Dialog>
      )}
    </>
  )
  return { start, panel, busy }
}
