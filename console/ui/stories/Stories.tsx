import type { Tone } from '@tenon/kernel/entity/entity.ts'
import { Button } from 'antd'
import { Copy, Pencil, Star, Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { ApiProblem } from '../../app/problem.ts'
import { Avatar, Person } from '../Avatar.tsx'
import { BulkBar } from '../BulkBar.tsx'
import { EmptyState } from '../EmptyState.tsx'
import { ErrorBlock } from '../ErrorBlock.tsx'
import { AddFilter, FilterChip } from '../FilterChip.tsx'
import { HighlightStrip } from '../HighlightStrip.tsx'
import { IconButton } from '../IconButton.tsx'
import { Kbd } from '../Kbd.tsx'
import { LifecycleBar } from '../LifecycleBar.tsx'
import { Menu } from '../Menu.tsx'
import { Meter } from '../Meter.tsx'
import { NoValue, Property, PropertyList } from '../PropertyList.tsx'
import { Section } from '../Section.tsx'
import { SkeletonRows } from '../Skeleton.tsx'
import { StatusPill } from '../StatusPill.tsx'
import { Tag, Tile } from '../Tile.tsx'
import { AuditDiff, Timeline, TimelineDay, TimelineEntry } from '../Timeline.tsx'
import { toast } from '../toast.tsx'
import { ViewTabs } from '../ViewTabs.tsx'

const tones: readonly Tone[] = ['unstarted', 'processing', 'production', 'issue', 'accepted', 'risk']
const steps = [
  { name: 'draft', label: 'Created', tone: 'unstarted', note: '2 Dec ’24' },
  { name: 'deployed', label: 'Deployed', tone: 'production', note: '18 Dec ’24' },
  { name: 'inUse', label: 'In use', tone: 'accepted', note: 'Term 2 · day 337' },
  { name: 'renewal', label: 'Renewal', tone: 'issue', note: 'due in 28 days' },
  { name: 'expired', label: 'Expiry', tone: 'risk', note: '17 Dec' },
] as const
const highlights = [
  {
    key: 'seats',
    label: 'Seats',
    value: '412',
    unit: '/ 400',
    note: '12 over',
    meter: { value: 412, max: 400 },
    tone: 'risk',
  },
  {
    key: 'spaces',
    label: 'Workspaces',
    value: '18',
    unit: '/ 20',
    note: '90%',
    meter: { value: 18, max: 20 },
    tone: 'issue',
  },
  { key: 'left', label: 'Expires in', value: '28', unit: 'days', below: '17 Dec' },
  { key: 'value', label: 'Annual value', value: '¥286,000', below: 'forecast ¥324,500' },
] as const
const tabs = [
  { key: 'all', label: 'All licences', count: 114, dirty: true },
  { key: 'mine', label: 'Mine', count: 23 },
  { key: 'risk', label: 'At risk', count: 5 },
]
const refused = (status: number) => new ApiProblem(status, { detail: '', requestId: 'req-7f2c-91' })
const nothing = () => undefined

function Story({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Tile title={title}>
      <div className="story-body">{children}</div>
    </Tile>
  )
}

function Status() {
  return (
    <Story title="Status">
      {tones.map(tone => (
        <StatusPill key={tone} tone={tone} label={tone} pulse={tone === 'production'} />
      ))}
      {tones.map(tone => (
        <StatusPill key={tone} tone={tone} label={tone} plain />
      ))}
    </Story>
  )
}

function Small() {
  return (
    <Story title="Small parts">
      <IconButton label="Edit" shortcut="e">
        <Pencil size={15} />
      </IconButton>
      <IconButton label="Star" pressed>
        <Star size={15} />
      </IconButton>
      <IconButton label="Copy" disabled>
        <Copy size={15} />
      </IconButton>
      <Kbd keys="mod k" />
      <Kbd keys="g l" />
      <Avatar name="Fabrik Nord" square size={28} />
      <Person name="Sofia Ruiz" />
      <Person name="赵启明" />
      <Tag>Level-3 acceptance</Tag>
      <Meter value={68} label="Progress" width={80} />
      <Menu
        label="Menu"
        className="link"
        groups={[
          {
            label: 'Group',
            items: [
              { key: 'a', label: 'First', checked: true, onSelect: nothing },
              { key: 'b', label: 'Second', checked: false, onSelect: nothing },
            ],
          },
        ]}
      >
        Menu
      </Menu>
      <Button
        type="primary"
        size="small"
        onClick={() => toast({ text: '3 licences assigned to Sofia Ruiz', undo: nothing })}
      >
        Toast
      </Button>
      <Button size="small">Secondary</Button>
    </Story>
  )
}

function Find() {
  return (
    <Story title="Find">
      <ViewTabs label="Views" tabs={tabs} current="all" onSelect={nothing} />
      <ViewTabs label="Parts" tabs={tabs} current="mine" onSelect={nothing} look="line" />
      <FilterChip label="Status" operator="is not" value="Archived" onClear={nothing} />
      <FilterChip label="Delivery" operator="within" value="90 days" onClear={nothing} />
      <AddFilter />
      <div className="story-relative">
        <BulkBar
          count={3}
          onClear={nothing}
          actions={[
            { key: 'd', label: 'Delete', icon: <Trash2 size={14} />, danger: true, shortcut: 'd', onRun: nothing },
          ]}
        />
      </div>
    </Story>
  )
}

function Life() {
  return (
    <Story title="Life cycle">
      <LifecycleBar label="In use" steps={steps} current="inUse" />
      <LifecycleBar label="Suspended, had been in use" steps={steps} current={undefined} reached="inUse" />
      <LifecycleBar label="Compact" steps={steps} current="inUse" compact />
      <HighlightStrip items={highlights} />
    </Story>
  )
}

function Details() {
  return (
    <Story title="Details">
      <Section title="Properties" count={3}>
        <PropertyList>
          <Property label="Customer">Fabrik Nord GmbH</Property>
          <Property label="Intent" editing>
            Yes, expand to 450
          </Property>
          <Property label="Reseller">
            <NoValue />
          </Property>
        </PropertyList>
      </Section>
      <Timeline label="History">
        <TimelineDay label="Today">
          <TimelineEntry
            icon={<Pencil size={12} />}
            title={<Person name="林知远" />}
            at="2026-11-21T08:52:00Z"
            time="08:52"
          >
            <AuditDiff
              changes={[
                { field: 'a', label: 'Forecast', before: '¥286,000', after: '¥324,500' },
                { field: 'b', label: 'Next step', after: 'Send quote on 24 Nov' },
              ]}
            />
          </TimelineEntry>
          <TimelineEntry
            icon="!"
            tone="risk"
            title={<b>12 seats over limit</b>}
            at="2026-11-21T08:00:00Z"
            time="08:00"
          />
        </TimelineDay>
      </Timeline>
    </Story>
  )
}

function States() {
  return (
    <Story title="States">
      {[0, 403, 404, 409, 500].map(status => (
        <ErrorBlock key={status} problem={refused(status)} onRetry={nothing} />
      ))}
      <EmptyState
        title="No purchases yet"
        text="Create one from a licence, or import a spreadsheet."
        action={
          <Button type="primary" size="small">
            New purchase
          </Button>
        }
      />
    </Story>
  )
}

/** Every primitive in its states, for the eye and for comparing pictures: `vite` and /ui/stories/. Not part of the build. */
export function Stories() {
  return (
    <main className="stories">
      <h1 className="visually-hidden">Primitives</h1>
      <Status />
      <Small />
      <Find />
      <Life />
      <Details />
      <States />
      <Tile title="Loading">
        <SkeletonRows rows={4} />
      </Tile>
    </main>
  )
}
