import type { FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { Button } from 'antd'
import { ArrowRight, X } from 'lucide-react'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { request } from '../../../app/api.ts'
import type { Collection } from '../../../app/meta.ts'
import { offerUndo } from '../../../app/undo.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Refused } from '../../form/Refused.tsx'
import { bodyValue, type RecordRow } from '../../model/record.ts'
import { useTitleOf } from '../../useTitleOf.ts'
import { mayEdit } from '../mayEdit.ts'
import { Shown } from '../Shown.tsx'
import { asProblem, useWrites } from '../useWrites.ts'
import type { OldValue } from './versions.ts'

interface RestoreDialogProps {
  readonly collection: Collection
  readonly row: RecordRow
  readonly values: readonly OldValue[]
  onClose(): void
}

/** Lines that are gone come back as new ones: the address of a removed one is nobody's. */
function bodyOf(field: FieldMeta, old: unknown, row: RecordRow): unknown {
  if (field.kind !== 'lines' || !Array.isArray(old)) return bodyValue(old, field) ?? null
  const living = new Set((row[field.name] as readonly RecordRow[] | undefined)?.map(({ id }) => id))
  const lines = old.map(({ id, ...line }: RecordRow) => (living.has(id) ? { id, ...line } : line))
  return bodyValue(lines, field)
}

/** Writes the chosen values as an ordinary change; the way back stays open. */
function useRestore({ collection: { path }, row, onClose }: RestoreDialogProps) {
  const { t } = useTranslation()
  const writes = useWrites(path)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<ReturnType<typeof asProblem>>()
  const write = async (values: readonly OldValue[], version: number) => {
    const changed = Object.fromEntries(values.map(({ field, old }) => [field.name, bodyOf(field, old, row)]))
    const saved = await request<RecordRow>('PATCH', `/${path}/${row.id}`, { body: { ...changed, version } })
    await writes.refresh()
    return saved
  }
  const restore = async (values: readonly OldValue[]) => {
    setBusy(true)
    setProblem(undefined)
    const before = values.map(({ field }) => ({ field, old: row[field.name] ?? null }))
    try {
      const saved = await write(values, row.version)
      onClose()
      const text = t('record.restored', { count: values.length, field: values[0]?.field.label })
      offerUndo({ text, undo: async () => void (await write(before, saved.version)) })
    } catch (error) {
      setProblem(asProblem(error))
      await writes.refresh() // what somebody changed meanwhile stands in the preview now
    } finally {
      setBusy(false)
    }
  }
  return { restore, busy, problem }
}

/** What would change, field by field, before it does. */
export function RestoreDialog(props: RestoreDialogProps) {
  const { collection, row, values, onClose } = props
  const { t } = useTranslation()
  const title = useTitleOf()
  const { restore, busy, problem } = useRestore(props)
  const [left, setLeft] = useState<readonly string[]>([])
  const may = ({ field }: OldValue) => mayEdit(collection, row, field)
  const chosen = values.filter(value => may(value) && !left.includes(value.field.name))
  const heading = t('record.restoreTitle')
  return (
    <Dialog label={heading} className="confirm" onClose={onClose}>
      <form
        className="panel-form"
        onSubmit={event => {
          event.preventDefault()
          restore(chosen)
        }}
      >
        <header>
          <h2>{heading}</h2>
          <span className="spread" />
          <IconButton label={t('generic.form.close')} shortcut="esc" onClick={onClose}>
            <X size={15} />
          </IconButton>
        </header>
        <div className="panel-scroll">
          <p className="panel-object">{title(collection.entity, row)}</p>
          {problem && <Refused problem={problem} />}
          <ul className="restore-list">
            {values.map(value => (
              <Line
                key={value.field.name}
                value={value}
                now={row[value.field.name]}
                may={may(value)}
                alone={values.length === 1}
                chosen={chosen.includes(value)}
                onChosen={on =>
                  setLeft(on ? left.filter(name => name !== value.field.name) : [...left, value.field.name])
                }
              />
            ))}
          </ul>
        </div>
        <footer>
          <Button onClick={onClose}>{t('generic.form.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={busy} disabled={chosen.length === 0} data-autofocus>
            {t('record.restore', { count: chosen.length })}
          </Button>
        </footer>
      </form>
    </Dialog>
  )
}

interface LineProps {
  readonly value: OldValue
  readonly now: unknown
  readonly may: boolean
  /** The only one: nothing to choose. */
  readonly alone: boolean
  readonly chosen: boolean
  onChosen(on: boolean): void
}

function Line({ value: { field, old }, now, may, alone, chosen, onChosen }: LineProps) {
  const { t } = useTranslation()
  const id = useId()
  return (
    <li data-off={!chosen || undefined}>
      {!alone && (
        <input
          id={id}
          type="checkbox"
          className="tick"
          checked={chosen}
          disabled={!may}
          onChange={event => onChosen(event.target.checked)}
        />
      )}
      <label htmlFor={id}>{field.label}</label>
      <span className="restore-values">
        <del>
          <Shown field={field} value={now} />
        </del>
        <ArrowRight size={12} aria-label={t('audit.became')} />
        <ins>
          <Shown field={field} value={old} />
        </ins>
      </span>
      {!may && <small className="quiet">{t('record.notYours')}</small>}
    </li>
  )
}
