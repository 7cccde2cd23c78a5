import type { FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { useMemo } from 'react'
import { useUrlState } from '../../app/url-state.ts'
import type { Values } from './problems.ts'

/** The key of the address that begins a new record's field: `/purchases/new?with[license]=…`. */
export const givenKey = (field: string) => `with[${field}]`

/** What the address says a new record begins with: where it was asked for from the page of another. */
export function useGiven(fields: readonly FieldMeta[]): Values {
  const [url] = useUrlState()
  return useMemo(
    () =>
      Object.fromEntries(
        fields.flatMap(({ name }) => (url[givenKey(name)] === undefined ? [] : [[name, url[givenKey(name)]]])),
      ),
    [fields, url],
  )
}
