import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import {
  ChartPie,
  CircleCheck,
  Contrast,
  FileUp,
  House,
  Inbox,
  Keyboard,
  KeyRound,
  Languages,
  LogOut,
  MapPin,
  Moon,
  Plus,
  Rows3,
  Settings,
  Sun,
  UserRound,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { findCollection, useMeta } from '../../app/meta.ts'
import { type DensityChoice, usePreferences } from '../../app/preferences.tsx'
import { useSession, useSignOut } from '../../app/session.tsx'
import { CollectionIcon } from '../../ui/icons.tsx'
import { useDestinations } from '../destinations.ts'
import { showPasswordDialog } from '../password-dialog.ts'
import { everyRoleQuery } from '../place/queries.ts'
import { useSwitch } from '../place/useSwitch.ts'

export interface PaletteCommand {
  readonly key: string
  readonly label: string
  readonly icon: ReactNode
  readonly shortcut?: string | undefined
  /** Also found by these: addresses and English words work in every language. */
  readonly words?: string
  readonly run: () => unknown
}

/** What one may create or bring in, list by list. */
function useCreations(): PaletteCommand[] {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const meta = useMeta()
  const paths = useDestinations().flatMap(group => group.items.map(item => item.path))
  const collections = [...new Set(paths)].flatMap(path => findCollection(meta, path) ?? [])
  return collections.flatMap(({ path, one, label, entity: { may } }) => [
    ...(may.create
      ? [
          {
            key: `new ${path}`,
            label: t('palette.new', { what: one }),
            words: `new create ${path}`,
            icon: <Plus size={15} />,
            run: () => navigate({ to: '/$collection/new', params: { collection: path } }),
          },
        ]
      : []),
    ...(may.import
      ? [
          {
            key: `import ${path}`,
            label: t('command.import', { what: label }),
            words: `import ${path}`,
            icon: <FileUp size={15} />,
            run: () => navigate({ to: '/$collection/import', params: { collection: path } }),
          },
        ]
      : []),
  ])
}

/** The other sites and roles one may work at and as. */
function usePlacesOfWork(onPlace: () => void): PaletteCommand[] {
  const { t } = useTranslation()
  const { site, sites, onlyRole } = useSession()
  const roles = useQuery(everyRoleQuery(site?.id)).data ?? []
  const go = useSwitch()
  const others = sites.filter(({ id }) => id !== site?.id)
  const choose = { key: 'place', label: t('shell.switchSite'), words: 'site role switch', icon: <MapPin size={15} /> }
  return [
    ...(sites.length > 1 || roles.length > 1 ? [{ ...choose, shortcut: 'g s', run: onPlace }] : []),
    ...others.map(({ id, name }) => ({
      key: `site ${id}`,
      label: t('command.toSite', { place: name }),
      words: 'site switch',
      icon: <MapPin size={15} />,
      run: () => go({ siteId: id }, name),
    })),
    ...(roles.length > 1 ? [{ id: null, name: t('switcher.allRoles') }, ...roles] : [])
      .filter(({ id }) => id !== onlyRole)
      .map(({ id, name }) => ({
        key: `role ${id}`,
        label: t('command.asRole', { role: name }),
        words: 'role switch',
        icon: <UserRound size={15} />,
        run: () => go({ roleId: id }, name),
      })),
  ]
}

const densities: readonly DensityChoice[] = ['comfortable', 'standard', 'compact']

function useLook(): PaletteCommand[] {
  const { t } = useTranslation()
  const { shown, language, density, contrast, keys, phone, change } = usePreferences()
  const dark = shown.mode === 'dark'
  const other = language === 'zh' ? 'en' : 'zh'
  const more = contrast === 'more'
  return [
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
    ...(phone ? [] : densities.filter(each => each !== density)).map(each => ({
      key: `density ${each}`,
      label: `${t('shell.density')} ${t(`density.${each}`)}`,
      words: 'density rows',
      icon: <Rows3 size={15} />,
      run: () => change({ density: each }),
    })),
    {
      key: 'contrast',
      label: more ? t('command.contrastNormal') : t('shell.contrast'),
      words: 'contrast',
      icon: <Contrast size={15} />,
      run: () => change({ contrast: more ? 'normal' : 'more' }),
    },
    {
      key: 'single keys',
      label: keys ? t('command.keysOff') : t('command.keysOn'),
      words: 'shortcuts keys',
      icon: <Keyboard size={15} />,
      run: () => change({ keys: !keys }),
    },
  ]
}

function useOwn(onSheet: () => void): PaletteCommand[] {
  const { t } = useTranslation()
  const signOut = useSignOut()
  return [
    {
      key: 'keys',
      label: t('shell.shortcuts'),
      words: 'help keys',
      icon: <Keyboard size={15} />,
      shortcut: '?',
      run: onSheet,
    },
    {
      key: 'password',
      label: t('shell.changePassword'),
      words: 'password',
      icon: <KeyRound size={15} />,
      run: () => showPasswordDialog(true),
    },
    { key: 'out', label: t('shell.signOut'), words: 'sign out logout', icon: <LogOut size={15} />, run: signOut },
  ]
}

function usePlaces(): PaletteCommand[] {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const items = useDestinations().flatMap(group => group.items)
  const go = (path: string, label: string, icon: ReactNode, letter?: string): PaletteCommand => ({
    key: `go ${path}`,
    label,
    words: path || 'home',
    icon,
    shortcut: letter && `g ${letter}`,
    run: () => navigate({ to: `/${path}` as never }),
  })
  return [
    go('', t('shell.home'), <House size={15} />, 'h'),
    go('inbox', t('nav.inbox'), <Inbox size={15} />, 'i'),
    go('my_tasks', t('nav.tasks'), <CircleCheck size={15} />, 't'),
    go('reports', t('nav.reports'), <ChartPie size={15} />),
    ...items.map(({ path, label, icon, letter, url }) => ({
      ...go(path, label, <CollectionIcon name={icon} />, letter),
      ...(url && { run: () => open(url, '_blank', 'noreferrer') }),
    })),
    go('settings', t('shell.settings'), <Settings size={15} />),
  ]
}

/** What the palette can do besides finding records. */
export function useCommands(onSheet: () => void, onPlace: () => void) {
  const creations = useCreations()
  const placesOfWork = usePlacesOfWork(onPlace)
  const look = useLook()
  const own = useOwn(onSheet)
  return { commands: [...creations, ...placesOfWork, ...look, ...own], places: usePlaces() }
}
