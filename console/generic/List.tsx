import { useCollection } from '../app/meta.ts'
import { FieldKitProvider } from './FieldKitProvider.tsx'
import { ListScreen } from './list/ListScreen.tsx'
import './generic.css'
import './list/list.css'

/** The records of a collection, drawn from its metadata alone. */
export function List({ collection }: { readonly collection: string }) {
  return (
    <FieldKitProvider>
      <ListScreen collection={useCollection(collection)} />
    </FieldKitProvider>
  )
}
