import { BarChart, LineChart } from 'echarts/charts'
import { AriaComponent, GridComponent, LegendScrollComponent, TooltipComponent } from 'echarts/components'
import { type ECharts, init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { echartsTheme } from '../theme.ts'
import { type Look, optionOf } from './option.ts'
import type { ChartSpec } from './spec.ts'

// What is drawn here and nothing else: the whole of echarts weighs almost twice as much.
use([BarChart, LineChart, GridComponent, TooltipComponent, LegendScrollComponent, AriaComponent, SVGRenderer])

export interface Drawing {
  draw(spec: ChartSpec, look: Look): void
  resize(): void
  end(): void
}

/** Draws into an element until ended. `onPick` tells the category and the series that was pressed. */
export function drawing(
  element: HTMLElement,
  mode: Look['mode'],
  onPick: (at: number, series: string) => void,
): Drawing {
  const chart: ECharts = init(element, echartsTheme(mode), { renderer: 'svg' })
  chart.on('click', params => {
    const { dataIndex, seriesId } = params as { dataIndex?: number; seriesId?: string }
    if (dataIndex !== undefined && seriesId) onPick(dataIndex, seriesId)
  })
  return {
    draw: (spec, look) => chart.setOption(optionOf(spec, look), { notMerge: true }),
    resize: () => chart.resize({ animation: { duration: 0 } }),
    end: () => chart.dispose(),
  }
}
