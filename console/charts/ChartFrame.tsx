import { ChartColumn, Ellipsis, FileDown, ImageDown, Link2, Maximize2, Sheet, SquareDashedBottom } from 'lucide-react'
import { type CSSProperties, type ReactNode, type RefObject, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { csvOf } from '../generic/model/csv.ts'
import { copyLink } from '../generic/record/copyLink.ts'
import { ActionMenu, type MenuItem } from '../ui/ActionMenu.tsx'
import { cx } from '../ui/class-names.ts'
import { Tile } from '../ui/Tile.tsx'
import { toast } from '../ui/toast.tsx'
import { fileName, save } from './save.ts'
import type { ChartTable } from './spec.ts'
import { TableTwin } from './TableTwin.tsx'
import { usePatterns } from './usePatterns.ts'
import './charts.css'

interface ChartFrameProps {
  title: string
  sub?: ReactNode
  /** Left of the menu. */
  extra?: ReactNode
  /** The figures as rows: shown instead of the drawing, and written as CSV. */
  table?: ChartTable | undefined
  /** The address that shows this again. */
  link?: string | undefined
  /** Whether patterns beside colours mean anything here. */
  patterned?: boolean
  /** Further entries of the menu. */
  items?: readonly MenuItem[]
  children: ReactNode
  className?: string
  style?: CSSProperties
}

async function download(title: string, element: HTMLElement | null) {
  if (!element) return
  const { pictureOf } = await import('./paint.ts')
  save(fileName(title, 'png'), await pictureOf(element))
}

/** A chart in its tile, with what every chart offers: as a picture, as CSV, as a link, full screen, as a table. */
export function ChartFrame(props: ChartFrameProps) {
  const { title, sub, extra, table, items = [], children, className, style } = props
  const { t } = useTranslation()
  const frame = useRef<HTMLDivElement>(null)
  const [asTable, setAsTable] = useState(false)
  const own = useOwnItems(props, frame, asTable, setAsTable)
  const menu = (
    <ActionMenu label={t('chart.menu', { title })} icon={<Ellipsis size={15} />} items={[...own, ...items]} />
  )
  return (
    <div ref={frame} className={cx('chart-frame', className)} style={style}>
      <Tile title={title} sub={sub} extra={<Extra extra={extra} menu={menu} />}>
        {asTable && table ? <TableTwin table={table} label={title} /> : children}
      </Tile>
    </div>
  )
}

const Extra = ({ extra, menu }: { extra: ReactNode; menu: ReactNode }) => (
  <>
    {extra}
    <span className="chart-menu" data-no-picture>
      {menu}
    </span>
  </>
)

function useOwnItems(
  { title, table, link, patterned }: ChartFrameProps,
  frame: RefObject<HTMLDivElement | null>,
  asTable: boolean,
  setAsTable: (next: boolean) => void,
): readonly MenuItem[] {
  const { t } = useTranslation()
  const [patterns, setPatterns] = usePatterns()
  const toTable = {
    key: 'table',
    label: t(asTable ? 'chart.asChart' : 'chart.asTable'),
    icon: asTable ? <ChartColumn size={14} /> : <Sheet size={14} />,
    onRun: () => setAsTable(!asTable),
  }
  const csv = {
    key: 'csv',
    label: t('chart.csv'),
    icon: <FileDown size={14} />,
    onRun: () =>
      table && save(fileName(title, 'csv'), new Blob([csvOf([table.columns, ...table.rows])], { type: 'text/csv' })),
  }
  const png = {
    key: 'png',
    label: t('chart.png'),
    icon: <ImageDown size={14} />,
    onRun: () =>
      download(title, frame.current).catch((fault: Error) =>
        toast({ tone: 'risk', text: t('chart.noPicture', { reason: fault.message }) }),
      ),
  }
  const copy = {
    key: 'link',
    label: t('chart.copyLink'),
    icon: <Link2 size={14} />,
    onRun: () => void copyLink(link ?? '', t('chart.copied')),
  }
  const full = {
    key: 'full',
    label: t('chart.full'),
    icon: <Maximize2 size={14} />,
    onRun: () => void frame.current?.requestFullscreen(),
  }
  const pattern = {
    key: 'patterns',
    label: t(patterns ? 'chart.noPatterns' : 'chart.patterns'),
    icon: <SquareDashedBottom size={14} />,
    onRun: () => setPatterns(!patterns),
  }
  return [
    ...(table ? [toTable] : []),
    png,
    ...(table ? [csv] : []),
    ...(link ? [copy] : []),
    ...(document.fullscreenEnabled ? [full] : []),
    ...(patterned ? [pattern] : []),
  ]
}
