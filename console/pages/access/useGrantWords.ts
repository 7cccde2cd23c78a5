import { useTranslation } from 'react-i18next'
import type { Catalog } from './model/catalog.ts'
import { namesOf } from './model/fieldRights.ts'
import type { GrantLine } from './model/grants.ts'

/** A line in a few words: `Chosen departments 3 · 6 fields · 1 masked`. */
export function useGrantWords(catalog: Catalog) {
  const { t } = useTranslation()
  const scope = ({ scope, among, filter }: GrantLine) => {
    const known = catalog.scopes.find(({ name }) => name === scope)?.label ?? scope
    const label = t(`access.short.${scope}`, { defaultValue: known })
    const count =
      scope === 'filter' ? filter?.length : ['sites', 'departments'].includes(scope) ? among?.length : undefined
    return count === undefined ? label : `${label} ${count}`
  }
  const fields = ({ fields, masked }: GrantLine) =>
    [
      fields === null ? undefined : t('access.fields.some', { count: namesOf(fields).length }),
      masked === null ? undefined : t('access.fields.maskedSome', { count: namesOf(masked).length }),
    ].filter(part => part !== undefined)
  return { scope, fields, all: (line: GrantLine) => [scope(line), ...fields(line)].join(' · ') }
}
