import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { SendHorizontal } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/formats.ts'
import { useSession } from '../../app/session.tsx'
import { Avatar } from '../../ui/Avatar.tsx'
import { Bone } from '../../ui/Skeleton.tsx'
import { commentsQuery, type OrderComment } from '../api.ts'
import { Answer } from '../frame/Page.tsx'
import { useDeed } from '../frame/useDeed.ts'

/** What the partner and the house say about an order to each other. */
export function Comments({ id }: { readonly id: string }) {
  const { t } = useTranslation()
  const query = useQuery(commentsQuery(id))
  return (
    <section className="portal-sheet" aria-label={t('portal.comment.title')}>
      <header>
        <h2>{t('portal.comment.title')}</h2>
      </header>
      <Answer query={query} skeleton={<Bone width="60%" height={14} />}>
        {({ data }) =>
          data.length === 0 ? (
            <p className="portal-none">{t('portal.comment.none')}</p>
          ) : (
            <ol className="portal-comments">
              {data.map(comment => (
                <Said key={comment.id} comment={comment} />
              ))}
            </ol>
          )
        }
      </Answer>
      <Say id={id} />
    </section>
  )
}

function Said({ comment }: { readonly comment: OrderComment }) {
  const { tenant } = useSession()
  const { instant } = useFormats()
  return (
    <li>
      <Avatar name={comment.authorName} size={26} />
      <div>
        <p className="portal-said">
          <b>{comment.authorName}</b>
          {!comment.byPartner && <span className="tag">{tenant.name}</span>}
          <time className="quiet small num" dateTime={comment.at}>
            {instant(comment.at)}
          </time>
        </p>
        <p className="prose">{comment.text}</p>
      </div>
    </li>
  )
}

/** Kept in the tab until it is sent: a reload costs nothing that was typed. */
function useUnsent(id: string) {
  const key = `tenon.portal.comment.${id}`
  const [text, setText] = useState(() => sessionStorage.getItem(key) ?? '')
  const keep = (next: string) => {
    setText(next)
    if (next) sessionStorage.setItem(key, next)
    else sessionStorage.removeItem(key)
  }
  return [text, keep] as const
}

function Say({ id }: { readonly id: string }) {
  const { t } = useTranslation()
  const [text, keep] = useUnsent(id)
  const { run, problem, busy } = useDeed()
  const send = async () => {
    const body = { text: text.trim() }
    if (body.text && (await run('POST', `/partners/orders/${id}/comments`, body))) keep('')
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.nativeEvent.isComposing) send()
  }
  return (
    <div className="portal-say">
      <textarea
        className="ctl"
        rows={2}
        aria-label={t('portal.comment.write')}
        placeholder={t('portal.comment.write')}
        value={text}
        onChange={event => keep(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <Button size="large" loading={busy} icon={<SendHorizontal size={15} aria-hidden />} onClick={send}>
        {t('portal.comment.send')}
      </Button>
      <p role="alert" className="field-fault">
        {problem && (problem.detail || t('portal.comment.notSent'))}
      </p>
    </div>
  )
}
