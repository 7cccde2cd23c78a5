import { Pencil } from 'lucide-react'
import { Person } from '../Avatar.tsx'
import { HighlightStrip } from '../HighlightStrip.tsx'
import { LifecycleBar } from '../LifecycleBar.tsx'
import { NoValue, Property, PropertyList } from '../PropertyList.tsx'
import { Section } from '../Section.tsx'
import { AuditDiff, Timeline, TimelineDay, TimelineEntry } from '../Timeline.tsx'
import { type Say, type Story, useSay } from './story.ts'

const steps = (say: Say) =>
  [
    { name: 'draft', label: say('Created', '已创建'), tone: 'unstarted', note: '2024-12-02' },
    { name: 'deployed', label: say('Deployed', '已部署'), tone: 'production', note: '2024-12-18' },
    {
      name: 'inUse',
      label: say('In use', '使用中'),
      tone: 'accepted',
      note: say('Term 2 · day 337', '第 2 期 · 337 天'),
    },
    { name: 'renewal', label: say('Renewal', '续费'), tone: 'issue', note: say('due in 28 days', '28 天后到期') },
    { name: 'expired', label: say('Expiry', '到期'), tone: 'risk', note: '2026-12-17' },
  ] as const

function Life() {
  const say = useSay()
  return (
    <>
      <LifecycleBar label={say('In use', '使用中')} steps={steps(say)} current="inUse" />
      <LifecycleBar label={say('Suspended', '已暂停')} steps={steps(say)} current={undefined} reached="inUse" />
      <LifecycleBar label={say('Compact', '紧凑')} steps={steps(say)} current="inUse" compact />
    </>
  )
}

function Highlights() {
  const say = useSay()
  const over = say('12 over', '超 12')
  const days = say('days', '天')
  return (
    <HighlightStrip
      items={[
        {
          key: 'a',
          label: say('Seats', '席位'),
          value: '412',
          unit: '/ 400',
          note: over,
          meter: { value: 412, max: 400 },
          tone: 'risk',
        },
        {
          key: 'b',
          label: say('Workspaces', '工作区'),
          value: '18',
          unit: '/ 20',
          note: '90%',
          meter: { value: 18, max: 20 },
          tone: 'issue',
        },
        { key: 'c', label: say('Expires in', '距到期'), value: '28', unit: days, below: '2026-12-17' },
        {
          key: 'd',
          label: say('Annual value', '年费'),
          value: '¥286,000',
          below: say('forecast ¥324,500', '续费预测 ¥324,500'),
        },
      ]}
    />
  )
}

function Properties() {
  const say = useSay()
  return (
    <Section title={say('Properties', '属性')} count={3}>
      <PropertyList>
        <Property label={say('Customer', '客户')}>Fabrik Nord GmbH</Property>
        <Property label={say('Intent', '续费意向')} editing>
          {say('Yes, expand to 450', '同意，扩容至 450 席')}
        </Property>
        <Property label={say('Reseller', '经销商')}>
          <NoValue />
        </Property>
      </PropertyList>
    </Section>
  )
}

function History() {
  const say = useSay()
  const changes = [
    { field: 'a', label: say('Forecast', '预计金额'), before: '¥286,000', after: '¥324,500' },
    { field: 'b', label: say('Next step', '下一步'), after: say('Send quote on 24 Nov', '11-24 发送报价') },
  ]
  return (
    <Timeline label={say('History', '变更历史')}>
      <TimelineDay label={say('Today', '今天')}>
        <TimelineEntry
          icon={<Pencil size={12} />}
          title={<Person name="林知远" />}
          at="2026-11-21T08:52:00Z"
          time="08:52"
        >
          <AuditDiff changes={changes} />
        </TimelineEntry>
        <TimelineEntry
          icon="!"
          tone="risk"
          title={<b>{say('12 seats over limit', '席位超限 12 个')}</b>}
          at="2026-11-21T08:00:00Z"
          time="08:00"
        />
      </TimelineDay>
    </Timeline>
  )
}

export const stories: readonly Story[] = [
  { name: 'lifecycle-bar', title: 'LifecycleBar', render: () => <Life /> },
  { name: 'highlight-strip', title: 'HighlightStrip', render: () => <Highlights /> },
  { name: 'property-list', title: 'PropertyList', render: () => <Properties /> },
  { name: 'timeline', title: 'Timeline and AuditDiff', render: () => <History /> },
]
