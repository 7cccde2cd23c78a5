import { Link, useNavigate } from '@tanstack/react-router'
import type { EntityMeta } from '@tenon/kernel/derive/meta-types.ts'
import { Button } from 'antd'
import { ChevronDown, ChevronUp, Ellipsis, Link2, Pencil, Star, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCurrent } from '../../app/current.ts'
import type { Collection } from '../../app/meta.ts'
import { usePreferences } from '../../app/preferences.tsx'
import { ActionMenu, type MenuItem } from '../../ui/ActionMenu.tsx'
import { ErrorBlock } from '../../ui/ErrorBlock.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { PageBar } from '../../ui/PageBar.tsx'
import { recordAddress } from '../controls/RecordLink.tsx'
import type { RecordRow } from '../model/record.ts'
import { useKeys } from '../useKeys.ts'
import { CopyCode } from './CopyCode.tsx'
import { useCommands } from './commands.tsx'
import { copyLink } from './copyLink.ts'
import { type OfferedAction, primaryOf } from './primary.ts'
import type { useNeighbours } from './useNeighbours.ts'
import { useStar } from './useStar.ts'
import { asProblem, useWrites } from './useWrites.ts'

interface RecordBarProps {
  readonly collection: Collection
  readonly row: RecordRow
  readonly title: string
  readonly actions: readonly OfferedAction[]
  readonly busy: boolean
  readonly near: ReturnType<typeof useNeighbours>
  /** On a phone, whether the next step stands at the foot: not while somebody writes there. */
  readonly showStep: boolean
  readonly onEdit: (() => void) | undefined
  onStart(action: OfferedAction): void
}

/** Removes the record and goes back to where it came from; the toast can bring it back. */
function useRemove({ collection, row, title }: Pick<RecordBarProps, 'collection' | 'row' | 'title'>, back: string) {
  const navigate = useNavigate()
  const writes = useWrites(collection.path)
  const [problem, setProblem] = useState<ReturnType<typeof asProblem> | null>(null)
  const remove = async () => {
    try {
      await writes.remove(row.id, title, () => navigate({ to: back as never }))
    } catch (error) {
      setProblem(asProblem(error))
    }
  }
  return { remove, problem, forget: () => setProblem(null) }
}

/** Why an action rests: the states it starts from, or who may do it. */
function useReason({ states }: EntityMeta) {
  const { t } = useTranslation()
  return ({ reason, from }: OfferedAction) => {
    if (reason === 'WRONG_STATE') {
      const labels = states.filter(({ name }) => from.includes(name)).map(({ label }) => label)
      return t('generic.record.wrongState', { states: labels.join(', ') })
    }
    return t(reason === 'FORBIDDEN' ? 'generic.record.forbidden' : 'generic.record.notNow')
  }
}

const fewActions = 6

interface Acts {
  readonly primary: OfferedAction | undefined
  readonly star: ReturnType<typeof useStar>
  copy(): void
  remove(): void
}

function useMenu(props: RecordBarProps, { primary, star, copy, remove }: Acts): readonly MenuItem[] {
  const { t } = useTranslation()
  const { phone } = usePreferences()
  const { actions, collection, onEdit, onStart } = props
  const why = useReason(collection.entity)
  // Where there is much to do, what fits another state only stands in the way of it.
  const isNow = ({ allowed, reason }: OfferedAction) =>
    allowed || actions.length <= fewActions || reason !== 'WRONG_STATE'
  const items: MenuItem[] = actions
    .filter(action => action !== primary && isNow(action))
    .map(action => ({
      key: action.name,
      label: action.label,
      danger: action.danger,
      reason: action.allowed ? undefined : why(action),
      onRun: () => onStart(action),
    }))
  if (onEdit) items.push({ key: 'edit', label: t('generic.record.edit'), icon: <Pencil size={14} />, onRun: onEdit })
  if (phone)
    items.push({ key: 'star', label: starLabel(t, star.starred), icon: <Star size={14} />, onRun: star.toggle })
  items.push({ key: 'copy', label: t('generic.record.copyLink'), icon: <Link2 size={14} />, onRun: copy })
  if (collection.entity.may.remove)
    items.push({
      key: 'remove',
      label: t('generic.record.remove'),
      icon: <Trash2 size={14} />,
      danger: true,
      onRun: remove,
    })
  return items
}

const starLabel = (t: (key: string) => string, starred: boolean) => t(starred ? 'record.unstar' : 'record.star')

/** For the palette: what can be done to the record on screen, the next step first. */
function useOffers(props: RecordBarProps, { primary, star, copy, remove }: Acts) {
  const { t } = useTranslation()
  const { collection, row, title, actions, onEdit, onStart } = props
  const allowed = actions.filter(action => action.allowed && action !== primary)
  useCurrent({
    kind: 'record',
    collection: collection.path,
    ids: [row.id],
    title,
    actions: [
      ...[...(primary ? [primary] : []), ...allowed].map(action => ({
        key: action.name,
        label: action.label,
        run: () => onStart(action),
      })),
      ...(onEdit ? [{ key: 'edit', label: t('generic.record.edit'), shortcut: 'e', run: onEdit }] : []),
      { key: 'star', label: starLabel(t, star.starred), shortcut: 'f', run: star.toggle },
      { key: 'copy', label: t('generic.record.copyLink'), run: copy },
      ...(collection.entity.may.remove ? [{ key: 'remove', label: t('generic.record.remove'), run: remove }] : []),
    ],
  })
}

export function RecordBar(props: RecordBarProps) {
  const { collection, row, title, actions, busy, near, showStep, onStart } = props
  const { t } = useTranslation()
  const { phone } = usePreferences()
  const back = near.href ?? `/${collection.path}`
  const removal = useRemove(props, back)
  const star = useStar(collection.entity.path, row.id)
  const primary = primaryOf(actions, collection.entity, row.status)
  const extra = useCommands(collection, row, title)
  const copy = () => copyLink(recordAddress(collection.path, row.id), t('generic.record.linkCopied'))
  const acts: Acts = { primary, star, copy, remove: removal.remove }
  const items = [...extra.items, ...useMenu(props, acts)]
  useOffers(props, acts)
  const navigate = useNavigate()
  useKeys({ k: near.previous, j: near.next, f: star.toggle, Escape: () => navigate({ to: back as never }) })
  const step = primary && (
    <Button
      type="primary"
      size={phone ? 'large' : 'medium'}
      block={phone}
      loading={busy}
      onClick={() => onStart(primary)}
    >
      {primary.label}
    </Button>
  )
  return (
    <>
      <PageBar
        title={phone ? title : <CopyCode text={title} />}
        documentTitle={title}
        back={back}
        crumb={<Link to={back}>{collection.label}</Link>}
        beside={
          phone ? [collection.one, near.position].filter(Boolean).join(' · ') : <Beside star={star} onCopy={copy} />
        }
        actions={
          <>
            {near.position && !phone && <Steps {...near} />}
            <ActionMenu label={t('generic.record.more')} icon={<Ellipsis size={phone ? 20 : 15} />} items={items} />
            {!phone && step}
          </>
        }
      />
      {removal.problem && (
        <div className="record-problem">
          <ErrorBlock problem={removal.problem} title={t('generic.form.refused')} onRetry={removal.forget} />
        </div>
      )}
      {phone && step && showStep && <div className="phone-step">{step}</div>}
      {extra.panel}
    </>
  )
}

function Beside({ star, onCopy }: { readonly star: Acts['star']; onCopy(): void }) {
  const { t } = useTranslation()
  return (
    <>
      <IconButton
        size="small"
        label={starLabel(t, star.starred)}
        shortcut="f"
        pressed={star.starred}
        className="star"
        onClick={star.toggle}
      >
        <Star size={14} />
      </IconButton>
      <IconButton size="small" label={t('generic.record.copyLink')} onClick={onCopy}>
        <Link2 size={14} />
      </IconButton>
    </>
  )
}

function Steps({ previous, next, position }: ReturnType<typeof useNeighbours>) {
  const { t } = useTranslation()
  return (
    <>
      <IconButton label={t('peek.previous')} shortcut="k" disabled={!previous} onClick={previous}>
        <ChevronUp size={15} />
      </IconButton>
      <IconButton label={t('peek.next')} shortcut="j" disabled={!next} onClick={next}>
        <ChevronDown size={15} />
      </IconButton>
      <span className="quiet small num">{position}</span>
      <i className="divider" />
    </>
  )
}
