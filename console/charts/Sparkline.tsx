interface SparklineProps {
  values: readonly number[]
  width?: number
  height?: number
  /** Of the line; `var(--tx3)` unless it tells of something bad. */
  colour?: string
}

/** The course of a figure as a word-sized line. Decorative: the figure and its change stand beside it. */
export function Sparkline({ values, width = 68, height = 26, colour = 'var(--tx3)' }: SparklineProps) {
  if (values.length < 2) return null
  const top = Math.max(...values)
  const bottom = Math.min(...values)
  const step = (width - 6) / (values.length - 1)
  const y = (value: number) => 3 + (height - 6) * (1 - (top === bottom ? 0.5 : (value - bottom) / (top - bottom)))
  const points = values.map((value, at) => `${(2 + at * step).toFixed(1)} ${y(value).toFixed(1)}`)
  const line = `M${points.join('L')}`
  const end = { x: 2 + (values.length - 1) * step, y: y(values.at(-1) as number) }
  return (
    <svg className="spark" width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden>
      <path d={`${line}V${height}H2Z`} fill={colour} opacity="0.12" />
      <path d={line} fill="none" stroke={colour} strokeWidth="1.25" strokeLinejoin="round" strokeLinecap="round" />
      <circle cx={end.x} cy={end.y} r="2" fill={colour} />
    </svg>
  )
}
