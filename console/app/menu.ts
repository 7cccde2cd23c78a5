import { useQuery } from '@tanstack/react-query'
import { request } from './api.ts'
import { usePreferences } from './preferences.tsx'
import { useSession } from './session.tsx'

/** One entry of the navigation as the organisation has arranged it. */
export interface MenuNode {
  readonly key: string
  readonly kind: 'system' | 'folder' | 'list' | 'link'
  readonly label: string
  readonly icon: string
  /** Of a list. */
  readonly path?: string
  readonly entity?: string
  /** Of a link: a page in here when it begins with `/`. */
  readonly url?: string
  readonly children?: readonly MenuNode[]
}
/** A heading and what stands under it; no label for entries that stand at the top. */
export interface MenuGroup {
  readonly name: string
  readonly label: string
  readonly navigation: readonly MenuNode[]
}

export const menuKey = ['menu'] as const

const named = (key: string) => (key.startsWith('system:') ? key.slice('system:'.length) : key)

/** Entries at the top that are no headings share one without a name. */
export function groupsOf(nodes: readonly MenuNode[]): MenuGroup[] {
  const groups: { name: string; label: string; navigation: MenuNode[] }[] = []
  for (const node of nodes) {
    const last = groups.at(-1)
    if (node.children) groups.push({ name: named(node.key), label: node.label, navigation: [...node.children] })
    else if (last?.label === '') last.navigation.push(node)
    else groups.push({ name: `top:${node.key}`, label: '', navigation: [node] })
  }
  return groups
}

/** The menu came with the session; in another language it is asked for anew. */
export function useMenu(): readonly MenuGroup[] {
  const { menu, language: given, site, onlyRole } = useSession()
  const { language } = usePreferences()
  const other = useQuery({
    queryKey: [...menuKey, language, site?.id ?? '', onlyRole ?? ''],
    queryFn: async ({ signal }) => groupsOf((await request<{ data: MenuNode[] }>('GET', '/menu', { signal })).data),
    enabled: given !== language,
    staleTime: 5 * 60_000,
  })
  return given === language ? menu : (other.data ?? menu)
}
