import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { CloudCheck, Undo2 } from 'lucide-react'
import { type KeyboardEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/formats.ts'
import type { Collection } from '../../app/meta.ts'
import { usePreferences } from '../../app/preferences.tsx'
import { Kbd } from '../../ui/Kbd.tsx'
import { PageBar } from '../../ui/PageBar.tsx'
import { Property, PropertyList } from '../../ui/PropertyList.tsx'
import { recordAddress } from '../controls/RecordLink.tsx'
import { viewOf } from '../fieldViews.tsx'
import { inSentence } from '../model/inSentence.ts'
import { isEmpty, type RecordRow, titleOf } from '../model/record.ts'
import { focusField } from '../record/ActionPanel.tsx'
import { isFrozen } from '../record/mayEdit.ts'
import { FieldRow } from './FieldRow.tsx'
import { LeaveGuard } from './LeaveGuard.tsx'
import { ProblemSummary } from './ProblemSummary.tsx'
import { ProblemsContext } from './problems.ts'
import { Refused } from './Refused.tsx'
import { StaleBlock } from './StaleBlock.tsx'
import { useForm } from './useForm.ts'

interface FormScreenProps {
  readonly collection: Collection
  /** The record to change; a new one is made without it. */
  readonly record?: RecordRow
}

export function FormScreen({ collection, record }: FormScreenProps) {
  const { t } = useTranslation()
  const form = useRef<HTMLFormElement>(null)
  const edit = useForm(collection, record, form)
  const { fields, shown } = edit
  const { path, entity, one, label } = collection
  const back = record ? recordAddress(path, record.id) : `/${path}`
  const title = record
    ? t('generic.form.editTitle', { title: titleOf(entity, record) })
    : t('generic.list.create', { what: inSentence(one) })
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) edit.submit()
  }
  return (
    <>
      <PageBar
        title={title}
        back={back}
        crumb={<Link to={back}>{record ? titleOf(entity, record) : label}</Link>}
        beside={<DraftState at={edit.draft.keptAt} />}
      />
      <form
        ref={form}
        noValidate
        className="form-page"
        onKeyDown={keys}
        onSubmit={event => {
          event.preventDefault()
          edit.submit()
        }}
      >
        <div className="form-column">
          <DraftBanner at={edit.draft.restored} onDiscard={edit.discard} />
          {edit.stale && (
            <StaleBlock
              fields={shown}
              mine={fields.values}
              theirs={edit.stale}
              onMine={edit.keepMine}
              onTheirs={edit.useTheirs}
            />
          )}
          {edit.problem && <Refused problem={edit.problem} />}
          <ProblemSummary problems={fields.problems} fields={shown} onGo={name => focusField(form.current, name)} />
          <ProblemsContext value={fields.problems}>
            <div className="form-grid">
              {shown.map((field, at) => (
                <FieldRow key={`${field.name}.${edit.round}`} field={field} fields={fields} autoFocus={at === 0} />
              ))}
            </div>
          </ProblemsContext>
          {record && <FixedFields collection={collection} record={record} />}
        </div>
        <FormFoot edit={edit} isNew={!record} back={back} />
      </form>
      <LeaveGuard when={fields.changed && !edit.sent} onDiscard={edit.draft.drop} />
    </>
  )
}

function FormFoot({
  edit,
  isNew,
  back,
}: {
  readonly edit: ReturnType<typeof useForm>
  readonly isNew: boolean
  readonly back: string
}) {
  const { t } = useTranslation()
  const { phone } = usePreferences()
  return (
    <footer className="form-foot">
      {isNew && (
        <label className="form-another">
          <input
            type="checkbox"
            className="tick"
            checked={edit.another}
            onChange={event => edit.setAnother(event.target.checked)}
          />
          {t('generic.form.another')}
        </label>
      )}
      <span className="spread" />
      {!phone && (
        <Link to={back as never} className="button-link">
          <Button tabIndex={-1}>{t('generic.form.cancel')}</Button>
        </Link>
      )}
      <Button type="primary" htmlType="submit" size={phone ? 'large' : 'medium'} loading={edit.busy}>
        {isNew ? t('generic.form.create') : t('generic.form.save')} <Kbd keys="mod enter" />
      </Button>
    </footer>
  )
}

function DraftState({ at }: { readonly at: string | undefined }) {
  const { t } = useTranslation()
  const { time } = useFormats()
  if (!at) return null
  return (
    <span className="draft-state quiet small">
      <CloudCheck size={14} aria-hidden /> {t('generic.form.draftKept', { time: time(at) })}
    </span>
  )
}

function DraftBanner({ at, onDiscard }: { readonly at: string | undefined; onDiscard(): void }) {
  const { t } = useTranslation()
  const { instant } = useFormats()
  if (!at) return null
  return (
    <div className="draft-banner" role="status">
      <Undo2 size={14} aria-hidden />
      <span>{t('generic.form.draftRestored', { at: instant(at) })}</span>
      <span className="spread" />
      <button type="button" className="link" onClick={onDiscard}>
        {t('generic.form.draftDiscard')}
      </button>
    </div>
  )
}

/** What the form cannot change any more, so that nobody looks for it in vain. */
function FixedFields({ collection, record }: Required<FormScreenProps>) {
  const { t } = useTranslation()
  const fields = collection.entity.fields.filter(
    field => field.writable && isFrozen(collection, record, field) && !isEmpty(record[field.name]),
  )
  if (fields.length === 0) return null
  return (
    <section className="form-fixed">
      <h2>{t('generic.form.fixed')}</h2>
      <p className="quiet small">{t('generic.form.fixedText')}</p>
      <PropertyList>
        {fields.map(field => {
          const { Value } = viewOf(field)
          return (
            <Property key={field.name} label={field.label}>
              <Value field={field} value={record[field.name]} />
            </Property>
          )
        })}
      </PropertyList>
    </section>
  )
}
