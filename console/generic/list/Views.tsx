import { Button } from 'antd'
import { Copy, Ellipsis, PenLine, Plus, Save, Star, StarOff, Trash2, Undo2, UserRound, UsersRound } from 'lucide-react'
import { lazy, Suspense, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Collection } from '../../app/meta.ts'
import { ActionMenu, type MenuItem } from '../../ui/ActionMenu.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { allView, isChanged, type ListState, otherViews, viewOfState, viewState } from '../model/listState.ts'
import { type ListEntity, type ListView, moved } from '../model/views.ts'
import type { Columns } from './useColumns.ts'
import { useViewCounts } from './useCounts.ts'
import { useViewActs } from './useViewActs.ts'
import type { ViewLooks } from './useViewSettings.ts'
import { useTabOrder } from './useViews.ts'
import { type TabOfView, ViewTabBar } from './ViewTabBar.tsx'

const NameView = lazy(() => import('./NameView.tsx'))
const ViewConflict = lazy(() => import('./ViewConflict.tsx'))

export interface ViewsProps {
  readonly collection: Collection
  readonly entity: ListEntity
  readonly state: ListState
  readonly looks: ViewLooks
  readonly columns: Columns
  set(state: ListState, options?: { push?: boolean }): void
  openView(name: string | null): void
}

const all = 'all'
const kindOf = (view: ListView | null): TabOfView['kind'] => (view ? (view.saved?.audience ?? 'builtIn') : 'all')

/** All records first unless they were moved, then the views in the person's own order. */
function tabViews(entity: ListEntity, order: readonly string[]): readonly (ListView | null)[] {
  const views: (ListView | null)[] = [null, ...otherViews(entity)]
  const at = order.indexOf(all)
  return at > 0 ? moved(views, 0, Math.min(at, views.length - 1)) : views
}

export const isDirty = (state: ListState, entity: ListEntity, looks: ViewLooks) =>
  isChanged(state, entity) || (viewOfState(state, entity)?.saved !== undefined && looks.isOwn)

/** The tabs, and what can be done to the view that is open. */
export function Views(props: ViewsProps) {
  const { collection, entity, state, looks } = props
  const { t } = useTranslation()
  const [order, setOrder] = useTabOrder(collection.path)
  const views = tabViews(entity, order)
  const counts = useViewCounts(collection.path, entity, views)
  const acts = useViewActs(props)
  const anchor = useRef<HTMLSpanElement>(null)
  const dirty = isDirty(state, entity, looks)
  const tabs = views.map((view, at) => ({
    key: view?.name ?? all,
    label: view?.label ?? allView(entity)?.label ?? t('generic.list.all'),
    count: counts[at],
    kind: kindOf(view),
    opens: view !== null && view.name === entity.opens,
    dirty: dirty && (view?.name ?? null) === state.view,
  }))
  const choose = (key: string) => {
    if (key === (state.view ?? all)) return
    const view = otherViews(entity).find(({ name }) => name === key) ?? null
    props.set({ ...viewState(view, entity), search: state.search })
  }
  return (
    <>
      <ViewTabBar
        tabs={tabs}
        current={state.view ?? all}
        onSelect={choose}
        onMove={(from, to) => setOrder(moved(tabs, from, to).map(({ key }) => key))}
        onMenu={() => anchor.current?.querySelector('button')?.click()}
      />
      <span ref={anchor} className="view-tools">
        <ViewMenu acts={acts} view={viewOfView(state, entity)} entity={entity} />
        <IconButton label={t('generic.view.saveAs')} size="small" onClick={acts.askName}>
          <Plus size={14} />
        </IconButton>
      </span>
      <Suspense>
        {acts.naming && <NameView {...acts.naming} anchor={anchor} onClose={acts.endNaming} />}
        {acts.conflict && <ViewConflict {...acts.conflict} onClose={acts.endConflict} />}
      </Suspense>
    </>
  )
}

const viewOfView = (state: ListState, entity: ListEntity): ListView | null =>
  state.view === null ? null : viewOfState(state, entity)

type Acts = ReturnType<typeof useViewActs>

function ViewMenu({
  acts,
  view,
  entity,
}: {
  readonly acts: Acts
  readonly view: ListView | null
  readonly entity: ListEntity
}) {
  const { t } = useTranslation()
  const saved = view?.saved
  const reason = saved && !saved.mayChange ? t('generic.view.notYours', { name: saved.owner.name }) : undefined
  const isFirst = (view?.name ?? null) === entity.opens
  const items: MenuItem[] = [
    isFirst
      ? {
          key: 'opens',
          label: t('generic.view.opensNow'),
          icon: <StarOff size={14} />,
          reason: view ? undefined : t('generic.view.opensAlready'),
          onRun: () => acts.openFirst(null),
        }
      : {
          key: 'opens',
          label: t('generic.view.makeDefault'),
          icon: <Star size={14} />,
          onRun: () => acts.openFirst(view?.name ?? null),
        },
    { key: 'copy', label: t('generic.view.duplicate'), icon: <Copy size={14} />, onRun: acts.duplicate },
  ]
  if (saved)
    items.push(
      { key: 'rename', label: t('generic.view.rename'), icon: <PenLine size={14} />, reason, onRun: acts.askRename },
      saved.audience === 'team'
        ? {
            key: 'share',
            label: t('generic.view.unshare'),
            icon: <UserRound size={14} />,
            reason,
            onRun: () => acts.share('personal'),
          }
        : {
            key: 'share',
            label: t('generic.view.share'),
            icon: <UsersRound size={14} />,
            reason,
            onRun: () => acts.share('team'),
          },
      {
        key: 'remove',
        label: t('generic.view.remove'),
        icon: <Trash2 size={14} />,
        danger: true,
        reason,
        onRun: acts.remove,
      },
    )
  return <ActionMenu label={t('generic.view.options')} icon={<Ellipsis size={15} />} items={items} />
}

/** At the end of the bar while the view differs from what it stands for. */
export function ViewChanges(props: ViewsProps) {
  const { t } = useTranslation()
  const { state, entity, looks } = props
  const acts = useViewActs(props)
  const anchor = useRef<HTMLSpanElement>(null)
  const [busy, setBusy] = useState(false)
  if (!isDirty(state, entity, looks)) return null
  const saved = viewOfView(state, entity)?.saved
  const save = async () => {
    setBusy(true)
    await acts.save().finally(() => setBusy(false))
  }
  return (
    <span ref={anchor} className="view-changes">
      <Button size="small" type="text" icon={<Undo2 size={14} />} onClick={acts.reset}>
        {t('generic.list.reset')}
      </Button>
      {saved?.mayChange ? (
        <>
          <Button size="small" type="text" onClick={acts.askName}>
            {t('generic.view.saveAs')}
          </Button>
          <Button size="small" icon={<Save size={14} />} loading={busy} onClick={save}>
            {t(saved.audience === 'team' ? 'generic.view.saveTeam' : 'generic.view.save')}
          </Button>
        </>
      ) : (
        <Button size="small" icon={<Save size={14} />} onClick={acts.askName}>
          {t('generic.view.saveAs')}
        </Button>
      )}
      <Suspense>
        {acts.naming && <NameView {...acts.naming} anchor={anchor} onClose={acts.endNaming} />}
        {acts.conflict && <ViewConflict {...acts.conflict} onClose={acts.endConflict} />}
      </Suspense>
    </span>
  )
}
