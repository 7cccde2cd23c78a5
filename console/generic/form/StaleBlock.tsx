import type { FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { Button } from 'antd'
import { GitMerge } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Cell } from '../list/GridRow.tsx'
import { bodyValue, type RecordRow } from '../model/record.ts'
import type { Values } from './problems.ts'

interface StaleBlockProps {
  readonly fields: readonly FieldMeta[]
  readonly mine: Values
  readonly theirs: RecordRow
  onMine(): void
  onTheirs(): void
}

/** Somebody saved first: both values of each field that differs, and the two ways on. */
export function StaleBlock({ fields, mine, theirs, onMine, onTheirs }: StaleBlockProps) {
  const { t } = useTranslation()
  const written = (field: FieldMeta, value: unknown) => JSON.stringify(bodyValue(value, field) ?? null)
  const different = fields.filter(field => written(field, mine[field.name]) !== written(field, theirs[field.name]))
  return (
    <div className="stale-block tone-processing" role="alert">
      <GitMerge size={16} aria-hidden />
      <div>
        <b>{t('generic.record.conflict')}</b>
        <table>
          <thead>
            <tr>
              <th scope="col" />
              <th scope="col">{t('generic.record.mine')}</th>
              <th scope="col">{t('generic.record.theirs')}</th>
            </tr>
          </thead>
          <tbody>
            {different.map(field => (
              <tr key={field.name}>
                <th scope="row">{field.label}</th>
                <td>
                  <Cell field={field} value={mine[field.name]} />
                </td>
                <td>
                  <Cell field={field} value={theirs[field.name]} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <span className="inline-choices">
          <Button size="small" onClick={onMine}>
            {t('generic.record.keepMine')}
          </Button>
          <Button size="small" type="text" onClick={onTheirs}>
            {t('generic.record.useTheirs')}
          </Button>
        </span>
      </div>
    </div>
  )
}
