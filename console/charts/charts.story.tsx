import { useFormats } from '../app/formats.ts'
import { ApiProblem } from '../app/problem.ts'
import { ErrorBlock } from '../ui/ErrorBlock.tsx'
import { nothing, type Story, useSay } from '../ui/stories/story.ts'
import { ChartFrame } from './ChartFrame.tsx'
import { Funnel } from './Funnel.tsx'
import { HeatGrid } from './HeatGrid.tsx'
import { KpiCell } from './KpiCell.tsx'
import { Sparkline } from './Sparkline.tsx'
import { TableTwin } from './TableTwin.tsx'

const courses = [
  [4, 6, 5, 9, 12, 11, 16],
  [16, 12, 9, 10, 6, 5, 2],
  [7, 7, 7, 7],
]

const Sparks = () => (
  <>
    {courses.map((values, at) => (
      <Sparkline key={values.join()} values={values} colour={at === 1 ? 'var(--st-risk)' : 'var(--tx3)'} />
    ))}
  </>
)

function Figures() {
  const say = useSay()
  const { money, number } = useFormats()
  return (
    <div className="story-figures">
      <KpiCell
        label={say('New contract value', '新签合同额')}
        value={money({ amount: '1284000.00', currency: 'CNY' }, { compact: true })}
        delta={{ text: '+12%', good: true }}
        note={say('target ¥1.2M', '目标 ¥120万')}
        course={courses[0]}
      />
      <KpiCell
        label={say('Renewal rate', '续费率')}
        value="71%"
        delta={{ text: '−8%', good: false }}
        note={say('target 85%', '目标 85%')}
        course={courses[1]}
        missed
      />
      <KpiCell label={say('Licences', '许可证')} value={number(0)} />
    </div>
  )
}

function Heat() {
  const say = useSay()
  const { number } = useFormats()
  const weeks = ['47', '48', '49', '50', '51']
  const rows = [
    { label: say('Lin Zhiyuan', '林知远'), values: [2, 4, 5, 0, 1] },
    { label: say('Zhao Qiming', '赵启明'), values: [6, 9, 3, 2, 0] },
    { label: 'Sofia Ruiz', values: [0, 1, 2, 7, 4] },
  ]
  return (
    <HeatGrid
      label={say('Deployments by week', '每周部署')}
      corner={say('Engineer', '工程师')}
      columns={weeks}
      rows={rows}
      bound={6}
      number={number}
    />
  )
}

function Steps() {
  const say = useSay()
  const { number } = useFormats()
  const steps = [
    { key: 'draft', label: say('Draft', '草稿'), count: 184 },
    { key: 'issued', label: say('Issued', '已签发'), count: 121 },
    { key: 'deployed', label: say('Deployed', '已部署'), count: 64 },
    { key: 'inUse', label: say('In use', '使用中'), count: 58, won: true },
  ]
  return <Funnel steps={steps} number={number} />
}

function useFigures() {
  const say = useSay()
  return {
    columns: [say('Month', '月份'), say('Orders', '订单'), say('Value', '金额')],
    rows: [
      [say('September', '9月'), 14, 286000],
      [say('October', '10月'), 9, 121500.5],
      [say('November', '11月'), 0, 0],
    ],
  }
}

function Frame() {
  const say = useSay()
  const table = useFigures()
  return (
    <ChartFrame title={say('Purchases by month', '每月采购')} sub={say('this year', '今年')} table={table} link="/">
      <TableTwin table={table} label={say('Purchases by month', '每月采购')} />
    </ChartFrame>
  )
}

/** A tile fails alone. */
function Failed() {
  const say = useSay()
  return (
    <ChartFrame title={say('Purchases by month', '每月采购')}>
      <ErrorBlock problem={new ApiProblem(500, { detail: '', requestId: 'req-7f2c-91' })} onRetry={nothing} />
    </ChartFrame>
  )
}

export const stories: readonly Story[] = [
  { name: 'sparkline', title: 'Sparkline', render: () => <Sparks /> },
  { name: 'kpi-cell', title: 'KpiCell: met, missed, nothing yet', render: () => <Figures /> },
  { name: 'heat-grid', title: 'HeatGrid', render: () => <Heat /> },
  { name: 'funnel', title: 'Funnel', render: () => <Steps /> },
  { name: 'chart-frame', title: 'ChartFrame and the table beside the drawing', render: () => <Frame /> },
  { name: 'chart-frame-failed', title: 'ChartFrame that failed', render: () => <Failed /> },
]
