import { useQuery } from '@tanstack/react-query'
import type { EntityMeta, FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { Button } from 'antd'
import { Link2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/formats.ts'
import { Person } from '../../ui/Avatar.tsx'
import { ErrorBlock } from '../../ui/ErrorBlock.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { PeekPanel } from '../../ui/PeekPanel.tsx'
import { Property, PropertyList } from '../../ui/PropertyList.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { StatusPill } from '../../ui/StatusPill.tsx'
import { AuditDiff } from '../../ui/Timeline.tsx'
import { recordAddress } from '../controls/RecordLink.tsx'
import { viewOf } from '../fieldViews.tsx'
import { isEmpty, isKey, isMasked, type RecordRow, stateOf, titleOf } from '../model/record.ts'
import { changesOf } from './changes.tsx'
import { copyLink } from './copyLink.ts'
import { Masked } from './Masked.tsx'
import { primaryOf } from './primary.ts'
import { historyOptions, useActions, useRecord } from './queries.ts'
import { useRunAction } from './useRunAction.tsx'
import './peek.css'

interface PeekProps {
  readonly path: string
  readonly entity: EntityMeta
  readonly id: string
  readonly position: string | undefined
  readonly onPrevious: (() => void) | undefined
  readonly onNext: (() => void) | undefined
  onClose(): void
}

/** A record beside its list: enough to decide, and the step that comes next. */
export function Peek(props: PeekProps) {
  const { path, entity, id } = props
  const { t } = useTranslation()
  const record = useRecord(path, id, entity)
  const row = record.data
  return (
    <PeekPanel
      label={row ? titleOf(entity, row) : t('generic.list.peek')}
      position={props.position}
      onPrevious={props.onPrevious}
      onNext={props.onNext}
      onClose={props.onClose}
      href={recordAddress(path, id)}
      actions={
        <IconButton
          label={t('generic.record.copyLink')}
          onClick={() => copyLink(recordAddress(path, id), t('generic.record.linkCopied'))}
        >
          <Link2 size={15} />
        </IconButton>
      }
      footer={row && <NextStep {...{ path, entity, row }} />}
    >
      {record.isError && !row && <ErrorBlock problem={record.error} onRetry={() => record.refetch()} />}
      {record.isPending && <SkeletonRows rows={6} />}
      {row && <PeekBody path={path} entity={entity} row={row} />}
    </PeekPanel>
  )
}

const hidden = new Set(['status', 'numberSeries', 'lines', 'json'])
const bulky = (field: FieldMeta) => hidden.has(field.kind) || field.name === 'createdAt'

function PeekBody({
  path,
  entity,
  row,
}: {
  readonly path: string
  readonly entity: EntityMeta
  readonly row: RecordRow
}) {
  const { t } = useTranslation()
  const state = stateOf(entity, row.status)
  const series = entity.fields.find(field => field.kind === 'numberSeries' && !entity.title.includes(field.name))
  const fields = entity.fields.filter(
    field =>
      !bulky(field) && !entity.title.includes(field.name) && !isEmpty(row[field.name]) && !isKey(row[field.name]),
  )
  return (
    <>
      {series && <div className="code quiet small">{String(row[series.name] ?? '')}</div>}
      <h2>{titleOf(entity, row)}</h2>
      {state && (
        <div className="peek-state">
          <StatusPill tone={state.tone} label={state.label} />
        </div>
      )}
      <PropertyList>
        {fields.map(field => {
          const { Value } = viewOf(field)
          return (
            <Property key={field.name} label={field.label}>
              {isMasked(row, field.name) ? (
                <Masked path={path} id={row.id} field={field} value={row[field.name]} mayReveal={entity.may.reveal} />
              ) : (
                <Value field={field} value={row[field.name]} />
              )}
            </Property>
          )
        })}
      </PropertyList>
      <LatestChanges path={path} entity={entity} id={row.id} label={t('generic.record.latest')} />
    </>
  )
}

function LatestChanges({
  path,
  entity,
  id,
  label,
}: {
  readonly path: string
  readonly entity: EntityMeta
  readonly id: string
  readonly label: string
}) {
  const formats = useFormats()
  const { data } = useQuery(historyOptions(path, id, 3))
  if (!data || data.data.length === 0) return null
  return (
    <section className="peek-changes" aria-label={label}>
      <h3>{label}</h3>
      {data.data.map(entry => (
        <div key={entry.id}>
          <p>
            <Person name={entry.actor.name} size={16} />
            <span className="ellipsis secondary">{entry.label}</span>
            <span className="spread" />
            <time dateTime={entry.at}>{formats.ago(entry.at)}</time>
          </p>
          {entry.act !== 'create' && entry.changes.length > 0 && (
            <AuditDiff changes={changesOf(entity, entry).slice(0, 3)} />
          )}
        </div>
      ))}
    </section>
  )
}

function NextStep({
  path,
  entity,
  row,
}: {
  readonly path: string
  readonly entity: EntityMeta
  readonly row: RecordRow
}) {
  const actions = useActions(path, row.id, entity)
  const { start, panel, busy } = useRunAction(path, entity)
  const action = primaryOf(actions, entity, row.status)
  return (
    <>
      {action && (
        <Button
          block
          type="primary"
          loading={busy}
          onClick={() => start({ id: row.id, title: titleOf(entity, row), action })}
        >
          {action.label}
        </Button>
      )}
      {panel}
    </>
  )
}
