import type { ActionMeta, EntityMeta, FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { useTranslation } from 'react-i18next'
import { StatusPill } from '../../ui/StatusPill.tsx'
import type { RecordRow } from '../model/record.ts'
import type { Values } from './problems.ts'
import { bodyOf } from './useFields.ts'

interface ConsequencesProps {
  readonly entity: EntityMeta
  readonly record: RecordRow | undefined
  readonly shown: readonly FieldMeta[]
  readonly values: Values
  readonly initial: Values
}

/** What will happen, before it is sent: what a new record begins as, which fields of an old one change. */
export function Consequences({ entity, record, shown, values, initial }: ConsequencesProps) {
  return record ? <Changes shown={shown} values={values} initial={initial} /> : <Beginning entity={entity} />
}

function Beginning({ entity }: Pick<ConsequencesProps, 'entity'>) {
  const { t, i18n } = useTranslation()
  const [start] = entity.states
  const drawn = entity.fields.filter(({ kind }) => kind === 'numberSeries').map(({ label }) => label)
  const onwards = ({ from, to }: ActionMeta) =>
    start && from.includes(start.name) && to.some(state => entity.lifecycle.includes(state))
  const next = entity.actions.filter(onwards).map(({ label }) => label)
  const list = new Intl.ListFormat(i18n.language, { type: 'conjunction', style: 'narrow' })
  if (!start && drawn.length === 0) return null
  return (
    <p className="consequences">
      {start && (
        <>
          {t('generic.form.begins')} <StatusPill tone={start.tone} label={start.label} plain />
        </>
      )}
      {drawn.length > 0 && <span>{t('generic.form.draws', { fields: list.format(drawn) })}</span>}
      {next.length > 0 && <span>{t('generic.form.next', { actions: list.format(next.slice(0, 3)) })}</span>}
    </p>
  )
}

function Changes({ shown, values, initial }: Pick<ConsequencesProps, 'shown' | 'values' | 'initial'>) {
  const { t, i18n } = useTranslation()
  const names = Object.keys(bodyOf(shown, values, initial))
  if (names.length === 0) return null
  const labels = names.map(name => shown.find(field => field.name === name)?.label ?? name)
  const list = new Intl.ListFormat(i18n.language, { type: 'conjunction', style: 'narrow' })
  return <p className="consequences">{t('generic.form.changes', { fields: list.format(labels) })}</p>
}
