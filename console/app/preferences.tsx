import type { Language } from '@tenon/kernel/messages/language.ts'
import {
  createContext,
  type ReactNode,
  startTransition,
  use,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react'
import { type Accent, accents, type Contrast, type Density, type Mode, semantic } from '../theme.ts'
import { changeLanguage } from './i18n.ts'

export type ModeChoice = Mode | 'system'
export type DensityChoice = Exclude<Density, 'touch'>
interface Choices {
  readonly mode: ModeChoice
  readonly language: Language
  readonly density: DensityChoice
  readonly contrast: Contrast
  /** Null for the organisation's. */
  readonly accent: Accent | null
  /** Single-key shortcuts; WCAG 2.1.4 asks that they can be turned off. */
  readonly keys: boolean
}
export interface Preferences extends Choices {
  /** What is on screen now: `system` and `touch` decided. */
  readonly shown: {
    readonly mode: Mode
    readonly density: Density
    readonly contrast: Contrast
    readonly accent: Accent
  }
  /** Under 768 px wide. */
  readonly phone: boolean
  readonly change: (patch: Partial<Choices>) => void
  /** What the organisation has chosen; remembered, so that the next page begins in it. */
  readonly setHouseAccent: (accent: Accent | null) => void
}

/** Also read by public/boot.js, before anything is painted. */
const storageKey = 'tenon.preferences'
const houseKey = 'tenon.accent'
const Context = createContext<Preferences | null>(null)

export function usePreferences(): Preferences {
  const preferences = use(Context)
  if (!preferences) throw new Error('usePreferences needs <PreferencesProvider> above it')
  return preferences
}

/** True while the media query matches. */
export function useMedia(query: string): boolean {
  const list = useMemo(() => matchMedia(query), [query])
  const subscribe = useMemo(
    () => (listen: () => void) => {
      list.addEventListener('change', listen)
      return () => list.removeEventListener('change', listen)
    },
    [list],
  )
  return useSyncExternalStore(subscribe, () => list.matches)
}

export function initialLanguage(): Language {
  return document.documentElement.lang.startsWith('zh') ? 'zh' : 'en'
}

function stored(): Choices {
  const defaults: Choices = {
    mode: 'system',
    language: initialLanguage(),
    density: 'standard',
    contrast: 'normal',
    accent: null,
    keys: true,
  }
  try {
    return { ...defaults, ...(JSON.parse(localStorage.getItem(storageKey) ?? '{}') as Partial<Choices>) }
  } catch {
    return defaults
  }
}

/** Whether somebody has chosen anything on this device. */
export function hasOwnChoices(): boolean {
  try {
    return localStorage.getItem(storageKey) !== null
  } catch {
    return false
  }
}

function store(choices: Choices) {
  try {
    localStorage.setItem(storageKey, JSON.stringify(choices))
  } catch {
    // A browser that forbids storage still applies the choice until the page is closed.
  }
}

function storedHouse(): Accent | null {
  try {
    return accents.find(accent => accent === localStorage.getItem(houseKey)) ?? null
  } catch {
    return null
  }
}

function storeHouse(accent: Accent | null) {
  try {
    if (accent) localStorage.setItem(houseKey, accent)
    else localStorage.removeItem(houseKey)
  } catch {
    // As above.
  }
}

function show({ mode, density, contrast, accent }: Preferences['shown'], language: Language) {
  const root = document.documentElement
  root.lang = language === 'zh' ? 'zh-CN' : 'en'
  Object.assign(root.dataset, { mode, density, contrast, accent })
  document.querySelector('meta[name=theme-color]')?.setAttribute('content', semantic[mode].canvas)
}

function useShown(choices: Choices, phone: boolean, house: Accent | null): Preferences['shown'] {
  const prefersDark = useMedia('(prefers-color-scheme: dark)')
  const prefersContrast = useMedia('(prefers-contrast: more)')
  const coarse = useMedia('(pointer: coarse)')
  const mode = choices.mode === 'system' ? (prefersDark ? 'dark' : 'light') : choices.mode
  const density = phone || coarse ? 'touch' : choices.density
  const contrast = prefersContrast ? 'more' : choices.contrast
  const accent = choices.accent ?? house ?? 'petrol'
  return useMemo(() => ({ mode, density, contrast, accent }), [mode, density, contrast, accent])
}

export function PreferencesProvider({ children }: { children: ReactNode }) {
  const [choices, setChoices] = useState(stored)
  const phone = useMedia('(max-width: 767.98px)')
  const [house, setHouse] = useState(storedHouse)
  const shown = useShown(choices, phone, house)
  useEffect(() => show(shown, choices.language), [shown, choices.language])
  const value = useMemo<Preferences>(() => {
    const change = async (patch: Partial<Choices>) => {
      if (patch.language) await changeLanguage(patch.language)
      const next = { ...choices, ...patch }
      store(next)
      // Requests that follow name their language from <html lang>, so it must not lag behind a render; nor need the
      // colours, which are all in the style sheet: they change in the very next frame.
      const mode = patch.mode === 'dark' || patch.mode === 'light' ? patch.mode : shown.mode
      show({ ...shown, mode }, next.language)
      // A transition: the page in the old language stays until the metadata in the new one has come.
      startTransition(() => setChoices(next))
    }
    const setHouseAccent = (accent: Accent | null) => {
      storeHouse(accent)
      setHouse(accent)
    }
    return { ...choices, shown, phone, change, setHouseAccent }
  }, [choices, shown, phone])
  return <Context value={value}>{children}</Context>
}
