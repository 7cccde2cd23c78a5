import type { Meta, NavigationItem } from '@tenon/kernel/derive/meta-types.ts'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type MenuGroup, type MenuNode, useMenu } from '../app/menu.ts'
import { useMeta } from '../app/meta.ts'
import { isGranted } from '../app/permission.ts'
import { type NamedPlace, placeGroups, places, placesFor, workPlaces } from '../app/places.ts'
import { useSession } from '../app/session.tsx'

export interface Destination extends Pick<NavigationItem, 'path' | 'label' | 'icon'> {
  /** The letter that goes there after G; none when all its letters are taken. */
  readonly letter: string | undefined
  /** Whose records are listed there; a hand-made page and a link list none. */
  readonly entity?: string | undefined
  /** Of a link that leads out of the product: `path` is then only its name. */
  readonly url?: string | undefined
  /** The folder it stands in below its group. */
  readonly folder?: string | undefined
}
export interface DestinationGroup {
  readonly system: string
  /** Empty for what stands at the top without a heading. */
  readonly label: string
  readonly items: readonly Destination[]
  /** Shown once one is in the settings, instead of the systems. */
  readonly inSettings: boolean
}
type Unlettered = Omit<DestinationGroup, 'items'> & { readonly items: readonly Omit<Destination, 'letter'>[] }

/** Letters follow from the address, not from the label, so that they are the same in every language. */
export function withLetters(groups: readonly Unlettered[]): readonly DestinationGroup[] {
  // Home, inbox, tasks and the choice of site have theirs, and a second G begins anew.
  const taken = new Set('hitsg')
  const letterFor = (path: string) => {
    const letter = [...path].find(each => /[a-z]/.test(each) && !taken.has(each))
    if (letter) taken.add(letter)
    return letter
  }
  return groups
    .filter(({ items }) => items.length > 0)
    .map(group => ({
      ...group,
      items: group.items.map(item => ({ ...item, letter: item.url ? undefined : letterFor(item.path) })),
    }))
}

const settled = new Set(places.map(({ path }) => path))
/** Whose lists have their place in the settings, unless the organisation has put them elsewhere. */
const settledSystem = 'identity'

function itemsOf(nodes: readonly MenuNode[], isSettled: boolean, folder?: string): Omit<Destination, 'letter'>[] {
  return nodes.flatMap(node => {
    if (node.children) return itemsOf(node.children, isSettled, node.label)
    const { label, icon, path, entity, url } = node
    if (path !== undefined) return isSettled && settled.has(path) ? [] : [{ path, label, icon, entity, folder }]
    if (url?.startsWith('/')) return [{ path: url.slice(1), label, icon, folder }]
    return url === undefined ? [] : [{ path: node.key, label, icon, url, folder }]
  })
}

/** The lists of each system as the organisation has arranged them. */
export const systemGroups = (menu: readonly MenuGroup[]): readonly Unlettered[] =>
  menu.map(({ name, label, navigation }) => ({
    system: name,
    label,
    items: itemsOf(navigation, name === settledSystem),
    inSettings: false,
  }))

/** The same with the hand-made pages of each system below its lists. */
const withWorkPlaces = (
  groups: readonly Unlettered[],
  permissions: readonly string[],
  t: (key: string) => string,
): readonly Unlettered[] =>
  groups.map(group => ({
    ...group,
    items: [
      ...group.items,
      ...workPlaces
        .filter(({ system, permission }) => system === group.system && isGranted(permissions, permission))
        .map(({ path, text, icon }) => ({ path, label: t(text), icon })),
    ],
  }))

/** What each system has to be set up, below its name. */
const setupGroups = ({ systems }: Pick<Meta, 'systems'>): readonly Unlettered[] =>
  systems.map(({ name, label, setup }) => ({ system: `setup:${name}`, label, items: setup, inSettings: true }))

const settingsGroups = (open: readonly NamedPlace[], t: (key: string) => string): readonly Unlettered[] =>
  placeGroups.map(group => ({
    system: group,
    label: t(`shell.place.${group}`),
    items: open
      .filter(place => place.group === group)
      .map(({ path, label, shownIcon, entity }) => ({ path, label, icon: shownIcon, entity })),
    inSettings: true,
  }))

export function useDestinations(): readonly DestinationGroup[] {
  const meta = useMeta()
  const menu = useMenu()
  const { permissions } = useSession()
  const { t } = useTranslation()
  return useMemo(
    () =>
      withLetters([
        ...withWorkPlaces(systemGroups(menu), permissions, t),
        ...settingsGroups(placesFor(meta, permissions, t), t),
        ...setupGroups(meta),
      ]),
    [menu, meta, permissions, t],
  )
}
