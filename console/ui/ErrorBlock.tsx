import { Button } from 'antd'
import { CircleAlert, Clock, CloudOff, GitMerge, Lock, PencilLine, SearchX, ServerOff } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRetry, useRetryAt } from '../app/connection.ts'
import { showLayer } from '../app/layers.ts'
import { ApiProblem, heals } from '../app/problem.ts'
import { cx } from './class-names.ts'
import { type Grade, gradeOf, permissionIn, toneOf } from './grade.ts'
import { useRightName } from './right-name.ts'

const icons: Readonly<Record<Grade, typeof Lock>> = {
  network: CloudOff,
  unavailable: ServerOff,
  slow: Clock,
  wait: Clock,
  conflict: GitMerge,
  permission: Lock,
  missing: SearchX,
  validation: PencilLine,
  server: CircleAlert,
  fault: CircleAlert,
}

interface ErrorBlockProps {
  problem: unknown
  /** Also called by itself, when a network or a server that is away may be back. */
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
  const right = useRightName()(asked)
  useRetry(heals(problem), onRetry)
  return (
    <div role="alert" className={cx('error-block', `tone-${toneOf[grade]}`, className)}>
      <Icon size={16} aria-hidden />
      <div className="error-words">
        <b>{title ?? t(`error.${grade}.title`)}</b>
        <Sentence api={api} grade={grade} text={text} right={right} />
        {heals(problem) && onRetry && <Countdown />}
        <FieldFaults api={api} />
      </div>
      {api?.requestId && (grade === 'server' || grade === 'unavailable') && <Reference id={api.requestId} />}
      {asked && (
        <Button size="small" onClick={() => showLayer({ kind: 'why', permission: asked })}>
          {t('explain.ask')}
        </Button>
      )}
      {onRetry && (
        <Button size="small" onClick={onRetry}>
          {heals(problem) ? t('error.retryNow') : t('error.retry')}
        </Button>
      )}
      {action}
    </div>
  )
}

interface SentenceProps {
  api: ApiProblem | undefined
  grade: Grade
  text: string | undefined
  /** The permission that is missing, in words. */
  right: string | undefined
}

/** The server knows more of it than we do; what nobody answered is told by its kind. */
function Sentence({ api, grade, text, right }: SentenceProps) {
  const { t } = useTranslation()
  if (right) return <span>{t('error.permission.named', { right })}</span>
  const told = api && api.status > 0 ? api.detail || api.title : undefined
  const advice = t(`error.${grade}.text`)
  if (grade === 'wait' && api?.retryAfter)
    return <span>{told || t('error.wait.after', { seconds: api.retryAfter })}</span>
  if (!told) return <span>{text ?? advice}</span>
  // A refusal in the server's words still says what can be done about it.
  return <span>{grade === 'server' || grade === 'conflict' ? `${told} ${text ?? advice}` : told}</span>
}

/** Fields that are not on screen here, each with what is wrong with it. */
function FieldFaults({ api }: { api: ApiProblem | undefined }) {
  if (!api?.fields?.length) return null
  return (
    <ul className="error-fields">
      {api.fields.map(({ field, message }) => (
        <li key={field}>{message}</li>
      ))}
    </ul>
  )
}

/** Seconds until the next attempt, which comes by itself. */
function Countdown() {
  const { t } = useTranslation()
  const at = useRetryAt()
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    setNow(Date.now())
    if (at === null) return
    const timer = setInterval(() => setNow(Date.now()), 1_000)
    return () => clearInterval(timer)
  }, [at])
  if (at === null) return <span aria-live="off">{t('error.retrying')}</span>
  // Read once when it appears, not at every second.
  return <span aria-live="off">{t('error.retryIn', { count: Math.max(1, Math.ceil((at - now) / 1_000)) })}</span>
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
