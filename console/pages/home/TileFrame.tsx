import type { TileMeta } from '@tenon/kernel/derive/tile-meta.ts'
import { ChevronDown, ChevronUp, EyeOff } from 'lucide-react'
import { createContext, type ReactNode, use } from 'react'
import { useTranslation } from 'react-i18next'
import { ChartFrame } from '../../charts/ChartFrame.tsx'
import type { ChartTable } from '../../charts/spec.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorBlock } from '../../ui/ErrorBlock.tsx'
import { useSkeletonGate } from '../../ui/Skeleton.tsx'
import { WhoseContext } from './asked.ts'

/** What a tile's place on the page lets one do with it. */
export interface Slot {
  readonly folded: boolean
  /** How many rows of a list fit. */
  readonly lines: number
  readonly onFold: () => void
  readonly onHide: () => void
}
export const SlotContext = createContext<Slot>({ folded: false, lines: 5, onFold: () => {}, onHide: () => {} })

/** Of a question that is waiting, has failed, or has been answered. */
export interface Answer {
  readonly data: unknown
  readonly error: unknown
  readonly failureReason?: unknown
  readonly refetch: () => unknown
}
interface TileFrameProps {
  tile: TileMeta
  answers: readonly Answer[]
  /** In the shape of what is to come. */
  bones: ReactNode
  children: ReactNode
  sub?: ReactNode
  extra?: ReactNode
  table?: ChartTable | undefined
  patterned?: boolean
  /** Said instead of an empty drawing. */
  empty?: string | false | undefined
}

/** Before anything has come, the first failure counts: waiting for the last try would leave a skeleton standing. */
const failureOf = ({ data, error, failureReason }: Answer) =>
  data === undefined ? (error ?? failureReason) : undefined

/** A tile of the home page: it loads, fails and is empty alone, and has the menu that every one has. */
export function TileFrame({ tile, answers, bones, children, sub, extra, table, patterned, empty }: TileFrameProps) {
  const { t } = useTranslation()
  const slot = use(SlotContext)
  const whose = use(WhoseContext)
  const failed = answers.find(answer => failureOf(answer))
  const waiting = answers.some(answer => answer.data === undefined)
  const whole =
    whose !== 'all' && tile.kind !== 'tasks' && tile.question && !tile.scopes.includes(whose)
      ? t('home.whole')
      : undefined
  const items = [
    {
      key: 'fold',
      label: t(slot.folded ? 'home.unfold' : 'home.fold'),
      icon: slot.folded ? <ChevronDown size={14} /> : <ChevronUp size={14} />,
      onRun: slot.onFold,
    },
    { key: 'hide', label: t('home.hide'), icon: <EyeOff size={14} />, onRun: slot.onHide },
  ]
  const retry = () => {
    for (const answer of answers) answer.refetch()
  }
  const body = failed ? (
    <ErrorBlock problem={failureOf(failed)} onRetry={retry} className="tile-error" />
  ) : waiting ? (
    <Bones>{bones}</Bones>
  ) : empty ? (
    <EmptyState title={empty} />
  ) : (
    children
  )
  return (
    <ChartFrame
      title={tile.label}
      sub={sub ?? whole ?? tile.sub}
      extra={extra}
      table={failed || waiting ? undefined : table}
      link={`/?tile=${tile.name}`}
      items={items}
      {...(patterned ? { patterned } : {})}
    >
      {slot.folded ? null : body}
    </ChartFrame>
  )
}

function Bones({ children }: { children: ReactNode }) {
  const { t } = useTranslation()
  const shown = useSkeletonGate(true) === 'skeleton'
  return (
    <div className="tile-bones" aria-busy>
      <span className="visually-hidden">{t('state.loading')}</span>
      {shown && children}
    </div>
  )
}
