import { useTranslation } from 'react-i18next'
import { newKey } from '../../../app/api.ts'
import type { Collection } from '../../../app/meta.ts'
import { type RecordRow, titleOf } from '../../../generic/model/record.ts'
import { useRunAction } from '../../../generic/record/useRunAction.tsx'
import { useWrites } from '../../../generic/record/useWrites.ts'
import { toast } from '../../../ui/toast.tsx'

/** The actions of a list's records by name, for keys: those this person may not do, or not in this state, do nothing. */
export function useActOnCurrent({ entity, path }: Collection, current: RecordRow | undefined) {
  const { t } = useTranslation()
  const { start, panel } = useRunAction(path, entity)
  const writes = useWrites(path)
  const offered = (name: string) => {
    const action = entity.actions.find(each => each.name === name)
    const fits = current && action && (action.from.length === 0 || action.from.includes(String(current.status)))
    return fits ? { action, row: current, title: titleOf(entity, current) } : undefined
  }
  /** In its own form, or at once where it asks for nothing. */
  const open = (name: string) => {
    const found = offered(name)
    return found && (() => start({ id: found.row.id, title: found.title, action: found.action }))
  }
  /** At once with what it asks for; a refusal is told. */
  const run = async (name: string, input: Record<string, unknown>) => {
    const found = offered(name)
    if (!found) return
    try {
      await writes.run(found.row.id, name, input, newKey())
      const done = found.action.done ?? found.action.label
      toast({ text: t('generic.record.done', { action: done, title: found.title }) })
    } catch (problem) {
      toast({ tone: 'risk', text: problem instanceof Error ? problem.message : String(problem) })
    }
  }
  return { offered, open, run, panel }
}
