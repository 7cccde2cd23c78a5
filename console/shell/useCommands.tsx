import { useNavigate } from '@tanstack/react-router'
import { House, Keyboard, Languages, LogOut, MapPin, Moon, Plus, Sun } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { findCollection, useMeta } from '../app/meta.ts'
import { usePreferences } from '../app/preferences.tsx'
import { useSignOut } from '../app/session.tsx'
import { CollectionIcon } from '../ui/icons.tsx'
import { useDestinations } from './destinations.ts'
import { useSiteMenu } from './useSiteMenu.tsx'

export interface PaletteCommand {
  readonly key: string
  readonly label: string
  readonly icon: ReactNode
  readonly shortcut?: string | undefined
  /** Also found by these: addresses and English words work in every language. */
  readonly words?: string
  readonly run: () => unknown
}

function useCreations(): PaletteCommand[] {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const meta = useMeta()
  const paths = useDestinations().flatMap(group => group.items.map(item => item.path))
  return paths.flatMap(path => {
    const collection = findCollection(meta, path)
    if (!collection?.entity.may.create) return []
    const run = () => navigate({ to: '/$collection/new', params: { collection: path } })
    return {
      key: `new ${path}`,
      label: t('palette.new', { what: collection.one }),
      words: `new ${path}`,
      icon: <Plus size={15} />,
      run,
    }
  })
}

function useSettings(onSheet: () => void): PaletteCommand[] {
  const { t } = useTranslation()
  const { shown, language, change } = usePreferences()
  const signOut = useSignOut()
  const sites = useSiteMenu().flatMap(group => group.items)
  const dark = shown.mode === 'dark'
  const other = language === 'zh' ? 'en' : 'zh'
  return [
    ...sites
      .filter(item => !item.checked)
      .map(item => ({
        key: `site ${item.key}`,
        label: `${t('shell.sites')} ${item.label}`,
        words: 'site switch',
        icon: <MapPin size={15} />,
        run: item.onSelect,
      })),
    {
      key: 'theme',
      label: dark ? t('theme.toLight') : t('theme.toDark'),
      words: 'theme dark light',
      icon: dark ? <Sun size={15} /> : <Moon size={15} />,
      run: () => change({ mode: dark ? 'light' : 'dark' }),
    },
    {
      key: 'language',
      label: other === 'en' ? 'English' : '简体中文',
      words: 'language zh en',
      icon: <Languages size={15} />,
      run: () => change({ language: other }),
    },
    {
      key: 'keys',
      label: t('shell.shortcuts'),
      words: 'help keys',
      icon: <Keyboard size={15} />,
      shortcut: '?',
      run: onSheet,
    },
    { key: 'out', label: t('shell.signOut'), words: 'sign out logout', icon: <LogOut size={15} />, run: signOut },
  ]
}

function usePlaces(): PaletteCommand[] {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const items = useDestinations().flatMap(group => group.items)
  const home: PaletteCommand = {
    key: 'go home',
    label: t('shell.home'),
    words: 'home',
    icon: <House size={15} />,
    shortcut: 'g h',
    run: () => navigate({ to: '/' }),
  }
  return [
    home,
    ...items.map(({ path, label, icon, letter, url }) => ({
      key: `go ${path}`,
      label,
      words: path,
      icon: <CollectionIcon name={icon} />,
      shortcut: letter && `g ${letter}`,
      run: () => (url ? open(url, '_blank', 'noreferrer') : navigate({ to: `/${path}` as never })),
    })),
  ]
}

/** What the palette can do besides finding records. */
export function useCommands(onSheet: () => void) {
  const creations = useCreations()
  const settings = useSettings(onSheet)
  return { commands: [...creations, ...settings], places: usePlaces() }
}
