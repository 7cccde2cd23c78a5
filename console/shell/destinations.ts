import type { Meta, NavigationItem } from '@tenon/kernel/derive/meta-types.ts'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useMeta } from '../app/meta.ts'
import { type NamedPlace, placeGroups, places, placesFor } from '../app/places.ts'
import { useSession } from '../app/session.tsx'

export interface Destination extends Pick<NavigationItem, 'path' | 'label' | 'icon'> {
  /** The letter that goes there after G; none when all its letters are taken. */
  readonly letter: string | undefined
  /** Whose records are listed there; a hand-made page lists none. */
  readonly entity?: string | undefined
}
export interface DestinationGroup {
  readonly system: string
  readonly label: string
  readonly items: readonly Destination[]
  /** Shown once one is in the settings, instead of the systems. */
  readonly inSettings: boolean
}
type Unlettered = Omit<DestinationGroup, 'items'> & { readonly items: readonly Omit<Destination, 'letter'>[] }

/** Letters follow from the address, not from the label, so that they are the same in every language. */
export function withLetters(groups: readonly Unlettered[]): readonly DestinationGroup[] {
  const taken = new Set('h')
  const letterFor = (path: string) => {
    const letter = [...path].find(each => /[a-z]/.test(each) && !taken.has(each))
    if (letter) taken.add(letter)
    return letter
  }
  return groups
    .filter(({ items }) => items.length > 0)
    .map(group => ({ ...group, items: group.items.map(item => ({ ...item, letter: letterFor(item.path) })) }))
}

const settled = new Set(places.map(({ path }) => path))

/** The lists of each system, without those that have their place in the settings. */
export const systemGroups = (meta: Meta): readonly Unlettered[] =>
  meta.systems.map(({ name, label, navigation }) => ({
    system: name,
    label,
    items: navigation.filter(({ path }) => !settled.has(path)),
    inSettings: false,
  }))

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
  const { permissions } = useSession()
  const { t } = useTranslation()
  return useMemo(
    () => withLetters([...systemGroups(meta), ...settingsGroups(placesFor(meta, permissions, t), t)]),
    [meta, permissions, t],
  )
}
