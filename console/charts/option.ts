import type { EChartsCoreOption } from 'echarts/core'
import { chart, type Mode, type StatusKey, semantic, status } from '../theme.ts'
import type { ChartAxis, ChartSeries, ChartSpec } from './spec.ts'

export interface Look {
  readonly mode: Mode
  /** Hatching, dots and stripes beside the colours. */
  readonly patterns: boolean
  readonly narrow: boolean
  readonly still: boolean
}

const hatch = (colour: string) => ({
  symbol: 'rect',
  dashArrayX: [1, 0],
  dashArrayY: [2, 3],
  rotation: -Math.PI / 4,
  color: colour,
})

function colourOf({ kind, tone }: ChartSeries, at: number, mode: Mode): string {
  if (kind === 'target') return chart[mode].axis
  if (tone && tone in status[mode]) return status[mode][tone as StatusKey].solid
  return chart[mode].cat[at] ?? chart[mode].other
}

function barOf(series: ChartSeries, spec: ChartSpec, colour: string, { mode }: Look) {
  const rest = { itemStyle: { color: colour, opacity: 0.5, decal: hatch(semantic[mode].panel) } }
  const radius = spec.lying ? [0, 2, 2, 0] : [2, 2, 0, 0]
  return {
    type: 'bar',
    data: series.values.map((value, at) => (at === spec.unfinished && value !== null ? { value, ...rest } : value)),
    barMaxWidth: 26,
    barCategoryGap: '46%',
    itemStyle: { color: colour, borderRadius: series.stack ? 0 : radius },
  }
}

function lineOf(series: ChartSeries, axis: ChartAxis, colour: string, { mode, narrow }: Look) {
  const isTarget = series.kind === 'target'
  return {
    type: 'line',
    data: [...series.values],
    ...(isTarget ? { step: 'middle' } : { smooth: 0.25, smoothMonotone: 'x' }),
    showSymbol: series.values.filter(value => value !== null).length === 1,
    lineStyle: { color: colour, width: isTarget ? 1.25 : 2, ...(isTarget ? { type: [4, 3] } : {}) },
    itemStyle: { color: colour },
    ...(series.kind === 'area' ? { areaStyle: { color: colour, opacity: 0.14 } } : {}),
    endLabel: {
      show: !narrow && !isTarget,
      formatter: ({ value }: { value: unknown }) => axis.format(Number(value)),
      color: semantic[mode].tx2,
      fontSize: 12,
      distance: 4,
      ...(series.right ? { offset: [-6, -9] } : {}),
    },
  }
}

const axisOf = (axis: ChartAxis, second: boolean) => ({
  type: 'value',
  min: 0,
  splitNumber: 4,
  ...(axis.whole ? { minInterval: 1 } : {}),
  ...(second ? { splitLine: { show: false } } : {}),
  alignTicks: second,
  axisLabel: { formatter: (value: number) => axis.format(value) },
})

function seriesOf(spec: ChartSpec, look: Look) {
  let next = 0
  return spec.series.map(series => {
    const colour = colourOf(series, series.kind === 'target' || series.tone ? 0 : next++, look.mode)
    const axis = (series.right && spec.right) || spec.left
    const own = series.kind === 'bar' ? barOf(series, spec, colour, look) : lineOf(series, axis, colour, look)
    const second = series.right && !spec.lying ? { yAxisIndex: 1 } : {}
    return { id: series.key, name: series.name, ...own, ...second, ...(series.stack ? { stack: series.stack } : {}) }
  })
}

const row = (name: string, className: string) => {
  const element = document.createElement(name)
  element.className = className
  return element
}

/** As elements, because the content security policy lets no style be written into HTML. */
function tipOf(spec: ChartSpec, at: number, colours: readonly string[]): HTMLElement {
  const tip = row('div', 'chart-tip')
  const head = tip.appendChild(row('b', ''))
  head.textContent = spec.categories[at] ?? ''
  spec.series.forEach((series, index) => {
    const value = series.values[at]
    if (value === null || value === undefined) return
    const line = tip.appendChild(row('div', 'chart-tip-row'))
    const mark = line.appendChild(row('i', ''))
    mark.style.background = colours[index] ?? ''
    line.appendChild(row('span', '')).textContent = series.name
    const axis = (series.right && spec.right) || spec.left
    line.appendChild(row('b', 'num')).textContent = axis.format(value)
  })
  return tip
}

const firstOf = (params: unknown) => (Array.isArray(params) ? params[0] : params) as { dataIndex?: number } | undefined

/** A chart's figures as echarts draws them. */
export function optionOf(spec: ChartSpec, look: Look): EChartsCoreOption {
  const series = seriesOf(spec, look)
  const colours = series.map(each => each.itemStyle.color)
  const shown = spec.categories.length
  const categories = {
    type: 'category',
    data: [...spec.categories],
    axisLabel: { interval: look.narrow && shown > 6 ? Math.ceil(shown / 4) - 1 : shown > 16 ? 'auto' : 0 },
    ...(spec.lying ? { inverse: true } : {}),
  }
  const values =
    spec.right && !spec.lying ? [axisOf(spec.left, false), axisOf(spec.right, true)] : axisOf(spec.left, false)
  const labelled = !look.narrow && !spec.lying && spec.series.some(({ kind }) => kind === 'line' || kind === 'area')
  return {
    animation: !look.still,
    // The chart has our label; the library would write its own over it, in English.
    aria: { enabled: true, label: { enabled: false }, decal: { show: look.patterns } },
    grid: {
      left: 4,
      right: labelled && !spec.right ? 44 : 4,
      top: series.length > 1 ? 34 : 12,
      bottom: 2,
      containLabel: true,
    },
    legend: { show: series.length > 1, top: 2, left: 0, type: 'scroll' },
    tooltip: {
      trigger: 'axis',
      confine: true,
      axisPointer: { type: spec.series.every(({ kind }) => kind === 'bar') ? 'shadow' : 'line' },
      formatter: (params: unknown) => tipOf(spec, firstOf(params)?.dataIndex ?? 0, colours),
    },
    xAxis: spec.lying ? values : categories,
    yAxis: spec.lying ? categories : values,
    series,
  }
}
