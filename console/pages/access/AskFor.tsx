import { Button } from 'antd'
import { Check, Copy, SquareCheckBig } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { request } from '../../app/api.ts'
import { useMeta } from '../../app/meta.ts'
import { ApiProblem } from '../../app/problem.ts'
import { useSession } from '../../app/session.tsx'
import { ErrorBlock } from '../../ui/ErrorBlock.tsx'

interface AskForProps {
  /** What is wanted, in words. */
  readonly right: string
  readonly people: readonly { readonly id: string; readonly name: string }[]
}

/** A prepared message to whoever can grant a right: copied, or given to one of them as a task. */
export function AskFor({ right, people }: AskForProps) {
  const { t } = useTranslation()
  const { person } = useSession()
  const mayTask = useMeta().entities['workspace.task']?.may.create ?? false
  const [sent, setSent] = useState<string>()
  const [problem, setProblem] = useState<unknown>(null)
  const message = t('access.ask.message', { name: person.name, right, page: location.href })
  const copy = async () => {
    await navigator.clipboard.writeText(message)
    setSent('')
  }
  const task = async ({ id, name }: AskForProps['people'][number]) => {
    try {
      const body = {
        title: t('access.ask.task', { name: person.name, right }).slice(0, 200),
        note: message,
        assignee: id,
      }
      await request('POST', '/tasks', { body })
      setSent(name)
      setProblem(null)
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      setProblem(error)
    }
  }
  return (
    <section className="ask-for">
      <h3>{t('access.ask.title')}</h3>
      <p className="small quiet">{message}</p>
      <p className="ask-acts">
        <Button size="small" icon={<Copy size={13} />} onClick={copy}>
          {t('access.ask.copy')}
        </Button>
        {mayTask &&
          people.slice(0, 3).map(each => (
            <Button key={each.id} size="small" icon={<SquareCheckBig size={13} />} onClick={() => task(each)}>
              {t('access.ask.give', { name: each.name })}
            </Button>
          ))}
      </p>
      {sent !== undefined && (
        <p className="small" role="status">
          <Check size={13} aria-hidden /> {sent ? t('access.ask.given', { name: sent }) : t('access.ask.copied')}
        </p>
      )}
      {problem !== null && <ErrorBlock problem={problem} />}
    </section>
  )
}
