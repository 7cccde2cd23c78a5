import { Link } from '@tanstack/react-router'
import type { FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { Button } from 'antd'
import { Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { type Collection, useMeta } from '../../app/meta.ts'
import { usePreferences } from '../../app/preferences.tsx'
import { Kbd } from '../../ui/Kbd.tsx'
import { PageBar } from '../../ui/PageBar.tsx'
import { inSentence } from '../model/inSentence.ts'
import type { ListPage } from './chunks.ts'
import { ExportMenu } from './ExportMenu.tsx'
import { useTotalText } from './useCounts.ts'

interface ListHeadProps {
  readonly collection: Collection
  readonly query: Readonly<Record<string, string>>
  readonly columns: readonly FieldMeta[]
  readonly total: ListPage['page'] | undefined
}

export function ListHead({ collection, query, columns, total }: ListHeadProps) {
  const { t } = useTranslation()
  const { phone } = usePreferences()
  const text = useTotalText()
  const { entity, path, label, one } = collection
  const system = useMeta().systems.find(({ name }) => name === entity.system)
  const names = [...entity.title, ...columns.map(column => column.name)]
  const create = entity.may.create && (
    <Link
      to="/$collection/new"
      params={{ collection: path }}
      className="button-link"
      data-tour="create"
      aria-label={t('generic.list.create', { what: inSentence(one) })}
    >
      {phone ? (
        <Plus size={21} aria-hidden />
      ) : (
        <Button type="primary" tabIndex={-1} icon={<Plus size={14} />}>
          {t('generic.list.create', { what: inSentence(one) })} <Kbd keys="c" />
        </Button>
      )}
    </Link>
  )
  return (
    <PageBar
      title={label}
      crumb={system?.label}
      beside={phone && total ? t('generic.list.count', { count: total.total, shown: text(total) }) : undefined}
      actions={
        <>
          <ExportMenu collection={collection} query={query} columns={names} />
          {create}
        </>
      }
    />
  )
}
