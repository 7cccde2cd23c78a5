import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '../../app/problem.ts'
import { offerUndo } from '../../app/undo.ts'
import { toast } from '../../ui/toast.tsx'
import { viewOfState, viewQuery, viewState } from '../model/listState.ts'
import type { SavedView, ViewSettings } from '../model/views.ts'
import { useViewWrites } from './useViews.ts'
import type { ViewsProps } from './Views.tsx'

export interface Naming {
  readonly title: string
  readonly name: string
  /** Undefined where only the name is asked. */
  readonly audience?: SavedView['audience']
  onName(name: string, audience: SavedView['audience']): Promise<void>
}

export interface Conflict {
  readonly view: SavedView
  keepMine(): Promise<void>
  takeTheirs(): Promise<void>
}

/** What can be done to the view that is open; nothing here changes what others see unless it says so. */
export function useViewActs({ collection, entity, state, looks, columns, set, openView }: ViewsProps) {
  const { t } = useTranslation()
  const writes = useViewWrites(collection.path)
  const [naming, setNaming] = useState<Naming | null>(null)
  const [conflict, setConflict] = useState<Conflict | null>(null)
  const view = state.view === null ? null : viewOfState(state, entity)
  const saved = view?.saved
  const content = () => ({
    shape: state.shape,
    query: viewQuery(state),
    // The columns as they are seen: a view built in or none at all stands behind them now, and another one later.
    settings: settingsOf({ ...looks.settings, columns: columns.chosen }, state.group),
  })

  const create = async (name: string, audience: SavedView['audience'], of = content()) => {
    const made = await writes.create({ name, audience, ...of })
    if (saved) looks.reset()
    openView(made.id)
    return made
  }
  const patch = async (change: Partial<SavedView>, version = saved?.version): Promise<void> => {
    if (!saved) return
    try {
      await writes.change(saved, change, version)
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      const current = error.code === 'STALE' ? (error.body.current as SavedView | undefined) : undefined
      if (!current) return toast({ tone: 'risk', text: error.detail || error.title })
      setConflict({
        view: current,
        keepMine: () => patch(change, current.version),
        takeTheirs: async () => {
          looks.reset()
          await writes.refresh()
          openView(saved.id)
        },
      })
      throw error
    }
  }
  const quietly = (work: Promise<unknown>) =>
    work.catch(error => {
      if (!(error instanceof ApiProblem)) throw error
      if (error.code !== 'STALE') toast({ tone: 'risk', text: error.detail || error.title || error.code })
    })

  return {
    naming,
    conflict,
    endNaming: () => setNaming(null),
    endConflict: () => setConflict(null),
    reset: () => {
      if (saved) looks.reset()
      set({ ...viewState(view, entity), search: state.search })
    },
    save: async () => {
      await quietly(
        patch(content()).then(() => {
          looks.reset()
          if (saved) openView(saved.id)
        }),
      )
    },
    askName: () =>
      setNaming({
        title: t('generic.view.saveAs'),
        name: '',
        audience: 'personal',
        onName: async (name, audience) => {
          await create(name, audience)
        },
      }),
    askRename: () =>
      saved && setNaming({ title: t('generic.view.rename'), name: saved.name, onName: async name => patch({ name }) }),
    share: (audience: SavedView['audience']) =>
      quietly(
        patch({ audience }).then(() =>
          offerUndo({
            text: t(audience === 'team' ? 'generic.view.shared' : 'generic.view.unshared', { name: saved?.name }),
            undo: async () => {
              if (saved) await writes.change(saved, { audience: saved.audience }, saved.version + 1)
            },
          }),
        ),
      ),
    openFirst: (name: string | null) => quietly(writes.open(name)),
    duplicate: () => {
      const label = view?.label ?? t('generic.list.all')
      quietly(create(t('generic.view.copyOf', { name: label }), 'personal'))
    },
    remove: () =>
      saved &&
      quietly(
        writes.remove(saved).then(() => {
          openView(null)
          const { name, shape, query, settings, audience } = saved
          offerUndo({
            text: t('generic.view.removed', { name }),
            undo: async () => openView((await writes.create({ name, shape, query, settings, audience })).id),
          })
        }),
      ),
  }
}

const settingsOf = (settings: ViewSettings, group: string | null): ViewSettings => {
  const { group: _, ...others } = settings
  return group ? { ...others, group } : others
}
