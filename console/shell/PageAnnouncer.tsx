import { useRouterState } from '@tanstack/react-router'
import { useEffect, useState } from 'react'

/** Tells a screen reader which page came up: nothing else speaks when only a part of the document changes. */
export function PageAnnouncer() {
  const path = useRouterState({ select: state => state.resolvedLocation?.pathname })
  const [title, setTitle] = useState('')
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page is what there is to announce.
  useEffect(() => {
    const timer = setTimeout(() => setTitle(document.title), 300)
    return () => clearTimeout(timer)
  }, [path])
  return (
    <div className="visually-hidden" role="status">
      {title}
    </div>
  )
}
