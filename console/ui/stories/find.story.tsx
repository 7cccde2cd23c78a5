import { Trash2 } from 'lucide-react'
import { BulkBar } from '../BulkBar.tsx'
import { AddFilter, FilterChip } from '../FilterChip.tsx'
import { Kbd } from '../Kbd.tsx'
import { ViewTabs } from '../ViewTabs.tsx'
import { nothing, type Story, useSay } from './story.ts'

function useTabs() {
  const say = useSay()
  return [
    { key: 'all', label: say('All licences', '全部许可证'), count: 114, dirty: true },
    { key: 'mine', label: say('Mine', '我的'), count: 23 },
    { key: 'risk', label: say('At risk', '高风险'), count: 5 },
  ]
}

function Tabs() {
  const say = useSay()
  const tabs = useTabs()
  return (
    <>
      <ViewTabs label={say('Views', '视图')} tabs={tabs} current="all" onSelect={nothing} />
      <ViewTabs label={say('Parts', '部分')} tabs={tabs} current="mine" onSelect={nothing} look="line" />
    </>
  )
}

function Chips() {
  const say = useSay()
  return (
    <>
      <FilterChip
        label={say('Status', '状态')}
        operator={say('is not', '不是')}
        value={say('Archived', '已归档')}
        onClear={nothing}
      />
      <FilterChip
        label={say('Delivery', '交付')}
        operator={say('within', '在')}
        value={say('90 days', '90 天内')}
        onClear={nothing}
      />
      <AddFilter />
    </>
  )
}

function Bulk() {
  const say = useSay()
  const icon = <Trash2 size={14} />
  const remove = { key: 'd', label: say('Delete', '删除'), icon, danger: true, shortcut: 'd', onRun: nothing }
  return (
    <div className="story-relative">
      <BulkBar count={3} onClear={nothing} actions={[remove]} />
    </div>
  )
}

export const stories: readonly Story[] = [
  { name: 'view-tabs', title: 'ViewTabs', render: () => <Tabs /> },
  { name: 'filter-chip', title: 'FilterChip', render: () => <Chips /> },
  { name: 'bulk-bar', title: 'BulkBar', render: () => <Bulk /> },
  {
    name: 'kbd',
    title: 'Kbd',
    render: () => ['mod k', 'g l', 'shift enter', 'esc'].map(keys => <Kbd key={keys} keys={keys} />),
  },
]
