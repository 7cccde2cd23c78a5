import { CalendarDays, ChartGantt, Columns2, Grid3x3, Table2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ListState } from '../model/listState.ts'
import type { ListEntity, Shape } from '../model/views.ts'
import { shapesOf } from './shape.ts'
import { shapeModules } from './shapeModules.ts'

const icons: Readonly<Record<Shape, ReactNode>> = {
  table: <Table2 size={14} aria-hidden />,
  board: <Columns2 size={14} aria-hidden />,
  calendar: <CalendarDays size={14} aria-hidden />,
  timeline: <ChartGantt size={14} aria-hidden />,
  pivot: <Grid3x3 size={14} aria-hidden />,
}

interface ShapeSwitchProps {
  readonly entity: ListEntity
  readonly state: ListState
  set(state: ListState): void
}

/** The same records as a table, a board, on a calendar; filters stay. */
export function ShapeSwitch({ entity, state, set }: ShapeSwitchProps) {
  const { t } = useTranslation()
  const offered = shapesOf(entity).filter(shape => shape === 'table' || shapeModules[shape])
  if (offered.length < 2) return null
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own layout into the bar.
    <span className="shape-switch" role="group" aria-label={t('generic.shape.label')} data-tour="shapes">
      {offered.map(shape => (
        <button
          key={shape}
          type="button"
          aria-pressed={state.shape === shape}
          aria-label={t(`generic.shape.${shape}`)}
          data-tip={t(`generic.shape.${shape}`)}
          onClick={() => set({ ...state, shape })}
        >
          {icons[shape]}
        </button>
      ))}
    </span>
  )
}
