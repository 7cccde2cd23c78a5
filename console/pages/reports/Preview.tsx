import { useTranslation } from 'react-i18next'
import type { Collection } from '../../app/meta.ts'
import Pivot from '../../generic/pivot/shape.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { choiceIn, chosen } from './draft.ts'
import type { Draft } from './queries.ts'
import { TablePreview } from './TablePreview.tsx'

interface PreviewProps {
  readonly draft: Draft
  readonly collection: Collection
  put(patch: Partial<Draft>): void
}
const nothing = () => {}
const selection = { ids: new Set<string>(), toggle: nothing, add: nothing, clear: nothing }

/** What the report comes to for whoever looks at it; a pivot is turned and measured in place. */
export function Preview({ draft, put, collection }: PreviewProps) {
  const { t } = useTranslation()
  const { definition, shape } = draft
  if (shape === 'table') return <TablePreview {...{ draft, put, collection }} />
  const choice = choiceIn(collection, definition, shape === 'chart')
  if (!choice) return <EmptyState title={t('pivot.impossible')} text={t('pivot.impossibleText')} />
  const { sort: _, ...query } = definition.query
  return (
    <section className="report-pivot" aria-label={t(`reports.shape.${shape}`)}>
      <Pivot
        {...{ collection, query, selection }}
        state={{ view: null, filters: [], sort: [], search: '', scope: null, shape: 'pivot', group: null }}
        settings={{ pivot: { ...choice } }}
        change={({ pivot }) => {
          const next = choiceIn(collection, { ...definition, group: [], measures: [] }, false)
          const turned = { ...(next ?? choice), ...(pivot as Partial<typeof choice>) }
          put({ shape: turned.chart ? 'chart' : 'pivot', definition: { ...definition, ...chosen(turned) } })
        }}
        set={nothing}
        peek={undefined}
        openPeek={nothing}
        open={nothing}
        phone={false}
      />
    </section>
  )
}
