import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

const patience = 150
const atLeast = 300

/** Nothing for 150 ms, then a skeleton kept for at least 300 ms: a fast answer never flickers. */
export function useSteadyLoading(loading: boolean): boolean {
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

/** One grey bar, `width` in px or percent. */
export function Bone({ width, height = 10 }: { width: number | string; height?: number }) {
  return <i className="bone" style={{ width, height }} />
}

/** Rows in the layout of a list. Mount it while loading: it waits 150 ms by itself before it shows. */
export function SkeletonRows({ rows = 8 }: { rows?: number }) {
  const { t } = useTranslation()
  const shown = useSteadyLoading(true)
  return (
    <div className="skeleton" aria-busy>
      <span className="visually-hidden">{t('state.loading')}</span>
      {shown &&
        Array.from({ length: rows }, (_, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the rows are alike and never move.
          <div className="skeleton-row" key={at}>
            <Bone width={14} height={14} />
            <Bone width={64} />
            <Bone width={`${28 + ((at * 17) % 23)}%`} />
            <span className="spread" />
            <Bone width={48} />
          </div>
        ))}
    </div>
  )
}
