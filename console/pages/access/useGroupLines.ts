import { useQueries } from '@tanstack/react-query'
import { usePreferences } from '../../app/preferences.tsx'
import type { GrantLine } from './model/grants.ts'
import { roleOptions } from './queries.ts'

/** A line that a role has because it includes a group. */
export interface GroupLine {
  readonly line: GrantLine
  readonly group: string
}

/** What the included groups give, to be shown beside what the role gives itself. */
export function useGroupLines(groups: readonly string[]): readonly GroupLine[] {
  const { language } = usePreferences()
  return useQueries({
    queries: groups.map(id => roleOptions(id)),
    combine: answers =>
      answers.flatMap(({ data }) => {
        const group = (language === 'zh' && data?.nameZh) || data?.name || ''
        return (data?.grants ?? []).map(line => ({ line, group }))
      }),
  })
}
