import { Link } from '@tanstack/react-router'
import { type KeyboardEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Collection } from '../../app/meta.ts'
import { PageBar } from '../../ui/PageBar.tsx'
import { recordAddress } from '../controls/RecordLink.tsx'
import { inSentence } from '../model/inSentence.ts'
import { type RecordRow, titleOf } from '../model/record.ts'
import { focusField } from '../record/ActionPanel.tsx'
import { Conflict } from './Conflict.tsx'
import { Consequences } from './Consequences.tsx'
import { DraftBanner, DraftState } from './DraftBanner.tsx'
import { AdviceContext } from './FieldAdvice.tsx'
import { FixedFields } from './FixedFields.tsx'
import { FormFoot } from './FormFoot.tsx'
import { FormSections } from './FormSections.tsx'
import { LeaveGuard } from './LeaveGuard.tsx'
import { ProblemSummary } from './ProblemSummary.tsx'
import { ProblemsContext } from './problems.ts'
import { Refused } from './Refused.tsx'
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
  const { fields, shown, initial, draft, known } = edit
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
        beside={<DraftState kept={draft.kept} />}
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
          <DraftBanner found={draft.found} onRestore={draft.restore} onDiscard={edit.discard} />
          {edit.stale && (
            <Conflict
              fields={shown}
              initial={initial}
              mine={fields.values}
              theirs={edit.stale}
              onChoose={edit.settle}
            />
          )}
          {edit.problem && <Refused problem={edit.problem} onRetry={edit.submit} />}
          <ProblemSummary
            problems={fields.problems}
            fields={edit.asked}
            onGo={name => focusField(form.current, name)}
          />
          <AdviceContext value={{ path, known, followed: edit.followed }}>
            <ProblemsContext value={fields.problems}>
              <FormSections entity={entity} asked={edit.asked} fields={fields} round={edit.round} />
            </ProblemsContext>
          </AdviceContext>
          {record && <FixedFields collection={collection} record={record} />}
          {known.refusal && (
            <p className="field-note field-warning" role="status">
              {known.refusal}
            </p>
          )}
          <Consequences entity={entity} record={record} shown={shown} values={fields.values} initial={initial} />
        </div>
        <FormFoot edit={edit} isNew={!record} back={back} />
      </form>
      <LeaveGuard when={fields.changed && !edit.sent} onDiscard={draft.drop} />
    </>
  )
}
