import type { Tone } from '@tenon/kernel/entity/entity.ts'
import { Avatar, Person } from '../Avatar.tsx'
import { Meter } from '../Meter.tsx'
import { StatusPill } from '../StatusPill.tsx'
import { type Story, useSay } from './story.ts'

const words: Record<Tone, [en: string, zh: string]> = {
  unstarted: ['Unstarted', '未开始'],
  processing: ['Processing', '处理中'],
  production: ['Production', '生产中'],
  issue: ['Issue', '待处理'],
  accepted: ['Accepted', '已验收'],
  risk: ['At risk', '风险'],
}
const tones = Object.entries(words) as [Tone, [string, string]][]

function Pills({ plain = false }: { plain?: boolean }) {
  const say = useSay()
  return tones.map(([tone, word]) => <StatusPill key={tone} tone={tone} label={say(...word)} plain={plain} />)
}

export const stories: readonly Story[] = [
  { name: 'status-pill', title: 'StatusPill', render: () => <Pills /> },
  { name: 'status-plain', title: 'StatusGlyph with its word', render: () => <Pills plain /> },
  {
    name: 'meter',
    title: 'Meter',
    render: () => [0, 34, 68, 92, 100].map(value => <Meter key={value} value={value} label="Progress" width={80} />),
  },
  {
    name: 'avatar',
    title: 'Avatar',
    render: () => (
      <>
        <Avatar name="Fabrik Nord" square size={28} />
        {['Sofia Ruiz', '赵启明', 'Marcus Lind', '王蕾'].map(name => (
          <Person key={name} name={name} />
        ))}
      </>
    ),
  },
]
