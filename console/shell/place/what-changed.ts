import type { MenuGroup, MenuNode } from '../../app/menu.ts'

const listed = (nodes: readonly MenuNode[]): [path: string, label: string][] =>
  nodes.flatMap(({ path, label, children }) => [
    ...(path === undefined ? [] : [[path, label] as [string, string]]),
    ...listed(children ?? []),
  ])
const everyList = (menu: readonly MenuGroup[]) => new Map(menu.flatMap(group => listed(group.navigation)))

/** The lists of the navigation that only the one, or only the other place has, by name. */
export function listsOf(before: readonly MenuGroup[], now: readonly MenuGroup[]) {
  const [old, fresh] = [everyList(before), everyList(now)]
  return {
    gone: [...old].filter(([path]) => !fresh.has(path)).map(([, label]) => label),
    come: [...fresh].filter(([path]) => !old.has(path)).map(([, label]) => label),
  }
}
