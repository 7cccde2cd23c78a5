import type { Meta, NavigationItem } from '@tenon/kernel/derive/meta-types.ts'
import { useMemo } from 'react'
import { useMeta } from '../app/meta.ts'

export interface Destination extends NavigationItem {
  /** The letter that goes there after G; none when all its letters are taken. */
  readonly letter: string | undefined
}
export interface DestinationGroup {
  readonly system: string
  readonly label: string
  readonly items: readonly Destination[]
}

/** Letters follow from the address, not from the label, so that they are the same in every language. */
export function withLetters(meta: Meta): readonly DestinationGroup[] {
  const taken = new Set('h')
  const letterFor = (path: string) => {
    const letter = [...path].find(each => /[a-z]/.test(each) && !taken.has(each))
    if (letter) taken.add(letter)
    return letter
  }
  return meta.systems
    .filter(({ navigation }) => navigation.length > 0)
    .map(({ name, label, navigation }) => ({
      system: name,
      label,
      items: navigation.map(item => ({ ...item, letter: letterFor(item.path) })),
    }))
}

export function useDestinations(): readonly DestinationGroup[] {
  const meta = useMeta()
  return useMemo(() => withLetters(meta), [meta])
}
