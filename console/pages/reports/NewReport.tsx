import { useTranslation } from 'react-i18next'
import { useMeta } from '../../app/meta.ts'
import { useUrlState } from '../../app/url-state.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Builder } from './Builder.tsx'
import { draftAbout, reportable } from './draft.ts'

/** A report that is not kept yet, about the collection the address names or the first there is. */
export function NewReport() {
  const { t } = useTranslation()
  const offered = reportable(useMeta())
  const [url, change] = useUrlState()
  const collection = offered.find(({ path }) => path === url.about) ?? offered[0]
  if (!collection) return <EmptyState title={t('reports.noCollection')} text={t('reports.noCollectionText')} />
  return <Builder key={collection.path} draft={draftAbout(collection)} onCollection={path => change({ about: path })} />
}
