import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMedia, usePreferences } from '../app/preferences.tsx'
import { ErrorBlock } from '../ui/ErrorBlock.tsx'
import { Bone, useSkeletonGate } from '../ui/Skeleton.tsx'
import type { Drawing } from './engine.ts'
import type { ChartSpec } from './spec.ts'
import { usePatterns } from './usePatterns.ts'
import './charts.css'

interface ChartProps {
  spec: ChartSpec
  /** What it shows, spoken. The figures themselves are in the table beside it: see ChartFrame. */
  label: string
  /** A press on a bar or point: its category's place and its series' key. */
  onPick?: ((at: number, series: string) => void) | undefined
  /** px; otherwise as high as what it stands in. */
  height?: number
}

const narrowBelow = 420

/** Bars, lines and areas, drawn by a library that comes only when the first chart does. */
export function Chart({ spec, label, onPick, height }: ChartProps) {
  const { t } = useTranslation()
  const { shown } = usePreferences()
  const { mode } = shown
  const still = useMedia('(prefers-reduced-motion: reduce)')
  const [patterns] = usePatterns()
  const box = useRef<HTMLDivElement>(null)
  const pick = useRef(onPick)
  pick.current = onPick
  const [drawn, setDrawn] = useState<Drawing>()
  const [fault, setFault] = useState<unknown>()
  const [tries, setTries] = useState(0)
  const [narrow, setNarrow] = useState(false)
  const waiting = useSkeletonGate(!drawn && !fault) === 'skeleton'
  // biome-ignore lint/correctness/useExhaustiveDependencies: another try is another drawing.
  useEffect(() => {
    const element = box.current
    if (!element) return
    let made: Drawing | undefined
    let gone = false
    const start = async () => {
      const { drawing } = await import('./engine.ts')
      if (gone) return
      made = drawing(element, mode, (at, series) => pick.current?.(at, series))
      setDrawn(made)
    }
    start().catch(setFault)
    const sized = new ResizeObserver(() => {
      setNarrow(element.clientWidth < narrowBelow)
      made?.resize()
    })
    sized.observe(element)
    return () => {
      gone = true
      sized.disconnect()
      made?.end()
      setDrawn(undefined)
    }
  }, [mode, tries])
  useEffect(() => {
    drawn?.draw(spec, { mode, patterns, narrow, still })
  }, [drawn, spec, mode, patterns, narrow, still])
  const retry = () => {
    setFault(undefined)
    setTries(tries + 1)
  }
  if (fault !== undefined) return <ErrorBlock problem={fault} title={t('chart.missing')} onRetry={retry} />
  return (
    <div className="chart" style={height === undefined ? undefined : { height }}>
      {waiting && <ChartBones />}
      <div ref={box} className="chart-drawing" role="img" aria-label={label} data-pick={onPick !== undefined} />
    </div>
  )
}

const heights = [42, 38, 30, 54, 60, 57, 74, 68, 78, 88, 83, 60]

/** Bars in grey, where the chart is about to be. */
export const ChartBones = () => (
  <div className="chart-bones" aria-hidden>
    {heights.map((height, at) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: they are alike and never move.
      <Bone key={at} width="4%" height={height * 1.6} />
    ))}
  </div>
)
