import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { UserRoundPlus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { request } from '../../../app/api.ts'
import { useFormats } from '../../../app/formats.ts'
import { findCollection, useMeta } from '../../../app/meta.ts'
import type { RecordRow } from '../../../generic/model/record.ts'
import type { PartProps } from '../../../generic/record/parts.ts'
import { useWrites } from '../../../generic/record/useWrites.ts'
import { Avatar } from '../../../ui/Avatar.tsx'
import { ErrorBlock } from '../../../ui/ErrorBlock.tsx'
import { Section } from '../../../ui/Section.tsx'
import { toast } from '../../../ui/toast.tsx'
import '../licensing.css'

interface Suggestion {
  readonly id: string
  readonly name: string
  /** 0 to 100. */
  readonly score: number
  readonly missing: readonly string[]
  readonly isNear: boolean
  readonly isFree: boolean
  readonly load: number
  readonly capacity: number
  readonly visits: number
  readonly isAssigned: boolean
}
interface Line {
  readonly id: string
  readonly engineer: string | { readonly id: string }
  readonly role: string
}

const best = 4
const goodEnough = 50
const open = new Set(['planned', 'inProgress', 'failed'])

/** Who fits a deployment that is still to be done, and one press to put them on it. */
export function Suggestions({ id, row }: PartProps) {
  const { t } = useTranslation()
  const isOpen = open.has(String(row.status))
  const { data, error, refetch } = useQuery({
    queryKey: ['watch', 'deployments', 'suggestions', id, row.version],
    queryFn: ({ signal }) =>
      request<{ data: readonly Suggestion[] }>('GET', `/deployments/${id}/suggestions`, { signal }),
    enabled: isOpen,
    placeholderData: before => before,
  })
  const { assign, busy } = useAssign(row)
  if (!isOpen) return null
  if (error && !data) return <ErrorBlock problem={error} onRetry={() => refetch()} />
  // Once somebody goes, only who would really help is worth a line.
  const least = data?.data.some(({ isAssigned }) => isAssigned) ? goodEnough : 0
  const free = data?.data.filter(({ isAssigned, score }) => !isAssigned && score >= least).slice(0, best) ?? []
  if (free.length === 0) return null
  return (
    <Section title={t('engineers.suggested')} remember="deployments.suggested">
      <ul className="suggestions">
        {free.map(one => (
          <li key={one.id}>
            <Avatar name={one.name} size={24} />
            <span className="suggestion-words">
              <Link to="/$collection/$id" params={{ collection: 'engineers', id: one.id }} className="link">
                {one.name}
              </Link>
              <Reasons one={one} />
            </span>
            <span className="num suggestion-score" data-tip={t('engineers.fit')}>
              {one.score}
            </span>
            <Button size="small" icon={<UserRoundPlus size={13} />} disabled={busy} onClick={() => assign(one)}>
              {t('engineers.assign')}
            </Button>
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** Why this one: what is there, and what is not. */
function Reasons({ one }: { one: Suggestion }) {
  const { t } = useTranslation()
  const { number } = useFormats()
  const engineers = findCollection(useMeta(), 'engineers')
  const options = engineers?.entity.fields.find(({ name }) => name === 'expertise')?.options
  const skill = (name: string) => options?.find(({ value }) => value === name)?.label ?? name
  const words = [
    one.isFree
      ? t('engineers.free', { load: number(one.load), capacity: number(one.capacity) })
      : t('engineers.full', { load: number(one.load), capacity: number(one.capacity) }),
    one.isNear ? t('engineers.near') : t('engineers.far'),
    one.visits > 0 ? t('engineers.knows', { count: one.visits }) : '',
    one.missing.length > 0
      ? t('engineers.lacks', { skills: one.missing.map(skill).join(', ') })
      : t('engineers.hasSkills'),
  ]
  return <small className="quiet">{words.filter(Boolean).join(' · ')}</small>
}

const engineerOf = ({ engineer }: Line) => (typeof engineer === 'string' ? engineer : engineer.id)

/** Adds one to those who go; the first of them leads. */
function useAssign(row: RecordRow) {
  const { t } = useTranslation()
  const writes = useWrites('deployments')
  const [busy, setBusy] = useState(false)
  const lines = (Array.isArray(row.engineers) ? row.engineers : []) as readonly Line[]
  const write = async (engineers: readonly object[], version: unknown) => {
    const after = await request<RecordRow>('PATCH', `/deployments/${row.id}`, { body: { engineers, version } })
    await writes.refresh()
    return after
  }
  const assign = async ({ id, name }: Suggestion) => {
    setBusy(true)
    const kept = lines.map(line => ({ id: line.id, engineer: engineerOf(line), role: line.role }))
    try {
      const after = await write([...kept, { engineer: id, role: kept.length === 0 ? 'lead' : 'assist' }], row.version)
      toast({ text: t('engineers.assigned', { name }), undo: () => void write(kept, after.version) })
    } catch (problem) {
      toast({ tone: 'risk', text: problem instanceof Error ? problem.message : String(problem) })
    } finally {
      setBusy(false)
    }
  }
  return { assign, busy }
}
