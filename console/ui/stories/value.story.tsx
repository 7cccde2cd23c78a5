import { Link2, Star } from 'lucide-react'
import { useFormats } from '../../app/formats.ts'
import { usePreferences } from '../../app/preferences.tsx'
import { DueDate } from '../DueDate.tsx'
import { IconButton } from '../IconButton.tsx'
import { PageBar } from '../PageBar.tsx'
import { PeekPanel } from '../PeekPanel.tsx'
import { NoValue, Property, PropertyList } from '../PropertyList.tsx'
import { StatusPill } from '../StatusPill.tsx'
import { nothing, type Story, useSay } from './story.ts'

/** Ahead, today, passed, passed but done, and in another year. */
const days: readonly [day: string, isOpen: boolean][] = [
  ['2026-12-17', true],
  ['2026-11-21', true],
  ['2026-11-14', true],
  ['2026-11-14', false],
  ['2027-02-01', true],
]
const Days = () => days.map(([day, isOpen]) => <DueDate key={day + String(isOpen)} day={day} isOpen={isOpen} />)

const amounts = [
  { amount: '0.00', currency: 'CNY' },
  { amount: '9860.50', currency: 'CNY' },
  { amount: '286000.00', currency: 'CNY' },
  { amount: '1284000000.00', currency: 'CNY' },
  { amount: '-42500.00', currency: 'EUR' },
  { amount: '1250000.00', currency: 'USD' },
]

function Amounts() {
  const { money } = useFormats()
  return (
    <table className="story-table num">
      <tbody>
        {amounts.map(each => (
          <tr key={each.amount}>
            <td>{money(each)}</td>
            <td>{money(each, { compact: true })}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Bar() {
  const say = useSay()
  const { phone } = usePreferences()
  return (
    <div className="story-page">
      <PageBar
        title="LIC-2026-0184"
        crumb={say('Licences', '许可证')}
        beside={
          phone ? (
            say('Licence · 3 / 38', '许可证 · 3 / 38')
          ) : (
            <IconButton size="small" label={say('Star', '收藏')} pressed>
              <Star size={14} />
            </IconButton>
          )
        }
      />
    </div>
  )
}

function Peek() {
  const say = useSay()
  return (
    <div className="story-peek">
      <PeekPanel
        label="LIC-2026-0184"
        position="38 / 38"
        href="/licenses/1"
        onPrevious={nothing}
        onClose={nothing}
        actions={
          <IconButton label={say('Copy link', '复制链接')}>
            <Link2 size={15} />
          </IconButton>
        }
        footer={<span className="quiet small">{say('Comment', '评论')}</span>}
      >
        <div className="peek-scroll">
          <header className="peek-head">
            <h2>Fabrik Nord GmbH</h2>
            <div className="peek-state">
              <StatusPill tone="accepted" label={say('In use', '使用中')} />
            </div>
          </header>
          <ReadOnly />
        </div>
      </PeekPanel>
    </div>
  )
}

/** Nothing here can be changed, and nothing invites to. */
function ReadOnly() {
  const say = useSay()
  const { money } = useFormats()
  return (
    <PropertyList>
      <Property label={say('Edition', '版本')}>{say('Enterprise', '企业版')}</Property>
      <Property label={say('Value', '合同金额')}>{money({ amount: '286000.00', currency: 'CNY' })}</Property>
      <Property label={say('Ends on', '到期日')}>
        <DueDate day="2026-11-14" isOpen />
      </Property>
      <Property label={say('Cluster ID', '集群 ID')}>
        <NoValue />
      </Property>
    </PropertyList>
  )
}

export const stories: readonly Story[] = [
  { name: 'due-date', title: 'DueDate', render: () => <Days /> },
  { name: 'money', title: 'Money: exact and short', render: () => <Amounts /> },
  { name: 'page-bar', title: 'PageBar', render: () => <Bar /> },
  { name: 'peek-panel', title: 'PeekPanel, last of its list, read-only', render: () => <Peek /> },
]
