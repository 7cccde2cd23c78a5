import type { FieldProblem } from '@tenon/kernel/problem/problem.ts'

/** One entry of an organisation's own arrangement. `parent` left out: where it is by default; null: at the top. */
export interface OverlayItem {
  readonly key: string
  readonly parent?: string | null | undefined
  readonly rank?: number | undefined
  readonly label?: string | null | undefined
  readonly labelZh?: string | null | undefined
  readonly hidden?: boolean | undefined
  readonly icon?: string | null | undefined
  readonly url?: string | null | undefined
  readonly permission?: string | null | undefined
}

/** Folders and links are the organisation's own; every other key is a system's, or an entry that a system brings. */
export const isFolder = (key: string) => key.startsWith('folder:')
export const isLink = (key: string) => key.startsWith('link:')
export const isSystem = (key: string) => key.startsWith('system:')

const ownKey = /^(folder|link):[\w-]{1,60}$/
const contributedKey = /^(system:[a-zA-Z]\w{0,59}|[a-z][a-z0-9_]{0,99})$/
const iconName = /^[a-z0-9-]{1,40}$/
const permissionPattern = /^[a-z]\w*(\.\w+){1,3}$/
const maximumDepth = 3

/** A page of this product, or one on the web; nothing that would run in the page that shows it. */
export function isSafeUrl(url: string): boolean {
  if (/^\/(?![/\\])/.test(url)) return true
  return URL.canParse(url) && ['http:', 'https:'].includes(new URL(url).protocol)
}

const messages = {
  MENU_CYCLE: { en: 'An entry cannot stand inside itself.', zh: '菜单项不能放在自身之内。' },
  MENU_TOO_DEEP: { en: 'Menus have at most three levels.', zh: '菜单最多三级。' },
  MENU_NOT_A_FOLDER: { en: 'Entries stand in folders or under systems.', zh: '菜单项只能放在文件夹或系统之下。' },
  MENU_NO_NAME: { en: 'Give it a name.', zh: '请填写名称。' },
  MENU_URL: {
    en: 'Begin with / for a page in here, or with https://.',
    zh: '站内页面以 / 开头，外部链接以 https:// 开头。',
  },
}
type Code = keyof typeof messages

function codesOf(item: OverlayItem, byKey: ReadonlyMap<string, OverlayItem>): [part: string, code: Code | string][] {
  const faults: [string, Code | string, boolean][] = [
    ['key', 'INVALID_VALUE', !ownKey.test(item.key) && !contributedKey.test(item.key)],
    ['label', 'MENU_NO_NAME', (isFolder(item.key) || isLink(item.key)) && !item.label && !item.labelZh],
    ['url', 'MENU_URL', isLink(item.key) && !isSafeUrl(item.url ?? '')],
    ['url', 'INVALID_VALUE', !isLink(item.key) && Boolean(item.url)],
    ['icon', 'INVALID_VALUE', Boolean(item.icon) && !iconName.test(item.icon ?? '')],
    ['permission', 'INVALID_VALUE', Boolean(item.permission) && !permissionPattern.test(item.permission ?? '')],
    [
      'parent',
      'MENU_NOT_A_FOLDER',
      Boolean(item.parent) && !isFolder(item.parent ?? '') && !isSystem(item.parent ?? ''),
    ],
    ['parent', 'REFERENCE_NOT_FOUND', isFolder(item.parent ?? '') && !byKey.has(item.parent ?? '')],
    ['parent', 'MENU_CYCLE', depthOf(item, byKey) === Number.POSITIVE_INFINITY],
    ['parent', 'MENU_TOO_DEEP', depthOf(item, byKey) > maximumDepth && depthOf(item, byKey) < Number.POSITIVE_INFINITY],
  ]
  return faults.filter(([, , isFault]) => isFault).map(([part, code]) => [part, code])
}

/** How many entries down it stands, itself included; infinite inside itself. */
function depthOf(item: OverlayItem, byKey: ReadonlyMap<string, OverlayItem>): number {
  const seen = new Set<string>()
  let depth = 1
  for (let at: OverlayItem | undefined = item; at?.parent; at = byKey.get(at.parent)) {
    if (seen.has(at.key)) return Number.POSITIVE_INFINITY
    seen.add(at.key)
    depth++
  }
  return depth
}

/** What is wrong with an arrangement, each at its place. */
export function faultsOfOverlay(items: readonly OverlayItem[]): FieldProblem[] {
  const byKey = new Map(items.map(item => [item.key, item]))
  return items.flatMap((item, i) => {
    const at = (part: string, code: string): FieldProblem => {
      const message = messages[code as Code]
      return { field: `items.${i}.${part}`, code, ...(message ? { message } : {}) }
    }
    const isAgain = items.findIndex(({ key }) => key === item.key) < i
    return [
      ...(isAgain ? [at('key', 'NOT_UNIQUE')] : []),
      ...codesOf(item, byKey).map(([part, code]) => at(part, code)),
    ]
  })
}
