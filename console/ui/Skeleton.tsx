import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

const patience = 150
const atLeast = 300
const dimAfter = 400

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

/** True once something old has been read anew for 400 ms: then it is dimmed, and stays readable. */
export function useDim(refetching: boolean): boolean {
  const [dim, setDim] = useState(false)
  useEffect(() => {
    if (!refetching) return setDim(false)
    const timer = setTimeout(() => setDim(true), dimAfter)
    return () => clearTimeout(timer)
  }, [refetching])
  return refetching && dim
}

/** One grey bar, `width` in px or percent. */
export function Bone({ width, height = 10 }: { width: number | string; height?: number }) {
  return <i className="bone" style={{ width, height }} />
}

const times = (count: number) => Array.from({ length: count }, (_, at) => at)
/** Of different lengths, as words are. */
const ragged = (at: number, from: number, span: number) => `${from + ((at * 17) % span)}%`

/** The bones of a list's rows, for a gate that shows them. */
export function ListBones({ rows }: { rows: number }) {
  return times(rows).map(at => (
    <div className="skeleton-row" key={at}>
      <Bone width={14} height={14} />
      <Bone width={64} />
      <Bone width={ragged(at, 28, 23)} />
      <span className="spread" />
      <Bone width={48} />
    </div>
  ))
}

/** Rows in the layout of a list. Mount it while loading: it waits 150 ms by itself before it shows. */
export function SkeletonRows({ rows = 8 }: { rows?: number }) {
  const shown = useSteadyLoading(true)
  return (
    <Waits>
      <div className="skeleton">{shown && <ListBones rows={rows} />}</div>
    </Waits>
  )
}

/** A record's page: its head, its life, four figures, properties at the right. */
export function SkeletonRecord() {
  return (
    <div className="skeleton skeleton-record">
      <div className="skeleton-main">
        <div className="skeleton-head">
          <Bone width={40} height={40} />
          <Bone width={220} height={18} />
        </div>
        <Bone width="100%" height={34} />
        <div className="skeleton-figures">
          {times(4).map(at => (
            <Bone key={at} width="100%" height={64} />
          ))}
        </div>
        {times(3).map(at => (
          <Bone key={at} width={ragged(at, 50, 40)} />
        ))}
      </div>
      <div className="skeleton-side">
        {times(8).map(at => (
          <div className="skeleton-property" key={at}>
            <Bone width={72} />
            <Bone width={ragged(at, 30, 30)} />
          </div>
        ))}
      </div>
    </div>
  )
}

/** A form's two columns of labels and controls. */
export function SkeletonForm({ fields = 8 }: { fields?: number }) {
  return (
    <div className="skeleton skeleton-form">
      {times(fields).map(at => (
        <div key={at}>
          <Bone width={ragged(at, 20, 20)} />
          <Bone width="100%" height={30} />
        </div>
      ))}
    </div>
  )
}

/** What fills a tile: a figure and a line, or rows. */
export function SkeletonTile({ rows = 0 }: { rows?: number }) {
  return (
    <div className="skeleton skeleton-tile">
      {rows > 0 ? (
        times(rows).map(at => <Bone key={at} width={ragged(at, 55, 40)} />)
      ) : (
        <>
          <Bone width={84} height={24} />
          <Bone width="60%" />
        </>
      )}
    </div>
  )
}
