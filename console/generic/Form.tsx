import { useCollection } from '../app/meta.ts'
import { FieldKitProvider } from './FieldKitProvider.tsx'
import { FormScreen } from './form/FormScreen.tsx'
import './generic.css'
import './form/form.css'

/** The form of a new record of a collection, drawn from its metadata. Editing is the record page's `?edit=1`. */
export function Form({ collection }: { readonly collection: string }) {
  return (
    <FieldKitProvider>
      <FormScreen collection={useCollection(collection)} />
    </FieldKitProvider>
  )
}
