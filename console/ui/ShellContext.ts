import { createContext, use } from 'react'

export interface ShellControls {
  readonly sidebar: 'open' | 'collapsed' | 'overlay'
  readonly toggleSidebar: () => void
}

/** What a page may do to the frame around it. */
export const ShellContext = createContext<ShellControls | null>(null)
export const useShell = () => use(ShellContext)
