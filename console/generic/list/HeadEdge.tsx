import type { PointerEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { narrowest, widest, withinWidths } from '../model/columns.ts'

interface HeadEdgeProps {
  readonly label: string
  readonly name: string
  onResize(name: string, width: number | undefined): void
}

/** As wide as the widest value on screen needs, and the head above them. */
function fittingWidth(grid: Element | null, name: string): number {
  const cells = grid?.querySelectorAll<HTMLElement>(
    `[data-field="${CSS.escape(name)}"], [data-column="${CSS.escape(name)}"]`,
  )
  const widths = [...(cells ?? [])].map(cell => {
    const inner = cell.firstElementChild as HTMLElement | null
    const texts = [inner, ...(inner?.querySelectorAll<HTMLElement>('*') ?? [])]
    return Math.max(0, ...texts.map(each => each?.scrollWidth ?? 0)) + (cell.dataset.column ? 14 : 0)
  })
  return Math.max(narrowest, ...widths) + 22
}

/** The edge of a column's head: dragged to a width, pressed twice to fit. Keys are on the head itself (Alt, Shift, arrows). */
export function HeadEdge({ label, name, onResize }: HeadEdgeProps) {
  const { t } = useTranslation()
  const start = (event: PointerEvent<HTMLElement>) => {
    event.stopPropagation()
    if (event.button !== 0) return
    const edge = event.currentTarget
    const cell = edge.parentElement as HTMLElement
    const begin = cell.offsetWidth - event.clientX
    edge.setPointerCapture(event.pointerId)
    edge.onpointermove = moved => onResize(name, withinWidths(begin + moved.clientX))
    edge.onlostpointercapture = () => {
      edge.onpointermove = null
    }
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a draggable separator with a value is not an <hr>.
    <span
      role="separator"
      aria-orientation="vertical"
      aria-label={t('generic.columns.resize', { field: label })}
      aria-valuemin={narrowest}
      aria-valuemax={widest}
      aria-valuenow={0}
      tabIndex={-1}
      className="grid-edge"
      data-tip={t('generic.columns.resizeTip')}
      onPointerDown={start}
      onDoubleClick={event => onResize(name, fittingWidth(event.currentTarget.closest('.grid'), name))}
    />
  )
}
