import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

const patience = 150
const atLeast = 300

/**
 * What to draw while something loads: nothing for 150 ms, then its skeleton, which stays for 300 ms at least. A fast
 * answer never flickers.
 */
export function useSkeletonGate(loading: boolean): 'nothing' | 'skeleton' | 'content' {
  const shown = useSteadyLoading(loading)
  return shown ? 'skeleton' : loading ? 'nothing' : 'content'
}

function useSteadyLoading(loading: boolean): boolean {
  const [shown, setShown] = useState(false)
  const since = useRef(0)
  useEffect(() => {
    const left = loading ? patience : since.current + atLeast - Date.now()
    const timer = setTimeout(
      () => {
        if (loading) since.current = Date.now()
        setShown(loading)
      },
      Math.max(0, left),
    )
    return () => clearTimeout(timer)
  }, [loading])
  return loading ? shown : shown && Date.now() - since.current < atLeast
}

interface LoadedProps {
  /** While there is nothing to show yet; old content that is read anew is not loading. */
  loading: boolean
  skeleton: ReactNode
  children: () => ReactNode
}

/** A part of a page that loads by itself: nothing, its skeleton, its content. */
export function Loaded({ loading, skeleton, children }: LoadedProps) {
  const gate = useSkeletonGate(loading)
  if (gate === 'content') return children()
  return (
    <Waits>
      {gate === 'skeleton' && (
        <div className="skeleton" aria-hidden>
          {skeleton}
        </div>
      )}
    </Waits>
  )
}

function Waits({ children }: { children: ReactNode }) {
  const { t } = useTranslation()
  return (
    <div aria-busy>
      <span className="visually-hidden">{t('state.loading')}</span>
      {children}
    </div>
  )
}
