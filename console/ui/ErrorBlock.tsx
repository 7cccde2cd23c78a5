import { Button } from 'antd'
import { CircleAlert, CloudOff, GitMerge, Lock, SearchX } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { showLayer } from '../app/layers.ts'
import { ApiProblem } from '../app/problem.ts'
import { cx } from './class-names.ts'

const icons = { network: CloudOff, conflict: GitMerge, permission: Lock, missing: SearchX, server: CircleAlert }
type Grade = keyof typeof icons
const tones: Record<Grade, string> = {
  network: 'issue',
  conflict: 'processing',
  permission: 'issue',
  missing: 'unstarted',
  server: 'risk',
}

function gradeOf(problem: unknown): Grade {
  if (!(problem instanceof ApiProblem)) return 'server'
  if (problem.status === 0) return 'network'
  if (problem.status === 403) return 'permission'
  if (problem.status === 404) return 'missing'
  return problem.status === 409 ? 'conflict' : 'server'
}

/** The sentence of a refusal quotes what was missing. */
const permissionIn = (sentence = '') => /["“]([a-z]\w*(?:\.\w+)+)["”]/.exec(sentence)?.[1]

interface ErrorBlockProps {
  problem: unknown
  onRetry?: (() => void) | undefined
  /** Instead of the sentence that follows from the problem. */
  title?: string | undefined
  /** Where the server said nothing: instead of the sentence for every such failure. */
  text?: string | undefined
  action?: ReactNode
  className?: string
}

/** What failed and what to do now, in place; everything around it goes on working. */
export function ErrorBlock({ problem, onRetry, title, text, action, className }: ErrorBlockProps) {
  const { t } = useTranslation()
  const grade = gradeOf(problem)
  const Icon = icons[grade]
  const api = problem instanceof ApiProblem ? problem : undefined
  const asked = grade === 'permission' ? permissionIn(api?.detail) : undefined
  const heading = title ?? t(`error.${grade}.title`)
  const sentence = api && api.status > 0 ? api.detail || api.title : undefined
  return (
    <div role="alert" className={cx('error-block', `tone-${tones[grade]}`, className)}>
      <Icon size={16} aria-hidden />
      <div className="error-words">
        <b>{heading}</b>
        <span>{sentence || text || t(`error.${grade}.text`)}</span>
      </div>
      {api?.requestId && grade === 'server' && <Reference id={api.requestId} />}
      {onRetry && (
        <Button size="small" onClick={onRetry}>
          {t('error.retry')}
        </Button>
      )}
      {asked && (
        <button type="button" className="link" onClick={() => showLayer({ kind: 'why', permission: asked })}>
          {t('explain.ask')}
        </button>
      )}
      {action}
    </div>
  )
}

function Reference({ id }: { id: string }) {
  const { t } = useTranslation()
  const [copied, setCopied] = useState(false)
  const copy = () => navigator.clipboard.writeText(id).then(() => setCopied(true))
  return (
    <Button size="small" type="text" onClick={copy} data-tip={id}>
      {copied ? t('error.copied') : t('error.copyReference')}
    </Button>
  )
}
