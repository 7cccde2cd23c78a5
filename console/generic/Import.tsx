import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useCollection } from '../app/meta.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { PageBar } from '../ui/PageBar.tsx'
import { FieldKitProvider } from './FieldKitProvider.tsx'
import { ImportWizard } from './import/ImportWizard.tsx'
import './generic.css'
import './import/import.css'
import { inSentence } from './model/inSentence.ts'

/** Brings a file's rows into a collection: file, mapping, trial, run. */
export function Import({ collection: path }: { readonly collection: string }) {
  const { t } = useTranslation()
  const collection = useCollection(path)
  return (
    <FieldKitProvider>
      <PageBar
        title={t('generic.import.title', { what: inSentence(collection.label) })}
        back={`/${path}`}
        crumb={
          <Link to="/$collection" params={{ collection: path }}>
            {collection.label}
          </Link>
        }
      />
      {collection.entity.may.import ? (
        <ImportWizard collection={collection} />
      ) : (
        <EmptyState
          title={t('page.noPermission')}
          text={t('generic.import.notAllowed', { what: inSentence(collection.label) })}
        />
      )}
    </FieldKitProvider>
  )
}
