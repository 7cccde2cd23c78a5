import type { Access } from '@tenon/kernel/access/access.ts'
import type { Work } from '@tenon/kernel/data/unit-of-work.ts'
import { navigationOf } from '@tenon/kernel/derive/meta.ts'
import type { Catalog } from '@tenon/kernel/entity/catalog.ts'
import type { Language } from '@tenon/kernel/messages/language.ts'
import { type Contribution, type MenuNode, resolveMenu } from './menu.rules.ts'
import { overlayOf } from './menu-store.ts'

/** What someone with this access finds in the navigation, before anyone arranges it. */
export const contributionsFor = (catalog: Catalog, access: Access, language: Language): Contribution[] =>
  navigationOf(catalog, access, language)
    .filter(({ navigation }) => navigation.length > 0)
    .map(({ name, label, navigation }) => ({ key: `system:${name}`, label, items: navigation }))

/** The menu of whoever has this access. */
export async function menuFor(work: Work, catalog: Catalog, access: Access, language: Language): Promise<MenuNode[]> {
  const { items } = await overlayOf(work)
  return resolveMenu(contributionsFor(catalog, access, language), items, { language, may: access.may })
}
