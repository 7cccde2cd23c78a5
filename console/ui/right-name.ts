import { useQueryClient } from '@tanstack/react-query'
import type { Meta } from '@tenon/kernel/derive/meta-types.ts'
import { useTranslation } from 'react-i18next'

const verbs = new Set(['list', 'read', 'create', 'update', 'remove', 'import', 'export', 'reveal'])

/** `licensing.license.issue` as people say it: `Licences: Issue`. Undefined for what this person is told nothing of. */
export function useRightName(): (permission: string | undefined) => string | undefined {
  const { t } = useTranslation()
  const client = useQueryClient()
  return permission => {
    const [system, noun, verb = ''] = permission?.split('.') ?? []
    const metas = client.getQueriesData<Meta>({ queryKey: ['meta'] }).map(([, meta]) => meta)
    const entity = metas.map(meta => meta?.entities[`${system}.${noun}`]).find(Boolean)
    const act = entity?.actions.find(({ name }) => name === verb)?.label
    const word = act ?? (verbs.has(verb) ? t(`right.${verb}`) : undefined)
    return entity && word ? t('right.of', { what: entity.labelMany, verb: word }) : undefined
  }
}
