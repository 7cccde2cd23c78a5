import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { X } from 'lucide-react'
import { useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { request } from '../../app/api.ts'
import { useFormats } from '../../app/formats.ts'
import { useCollection } from '../../app/meta.ts'
import type { CommandProps } from '../../generic/record/commands.tsx'
import { useFirstFocus } from '../../generic/useFirstFocus.ts'
import { Person } from '../../ui/Avatar.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorBlock } from '../../ui/ErrorBlock.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import type { WhoPage } from './explain.ts'
import { useCatalog } from './queries.ts'
import { WhyDialog } from './WhyDialog.tsx'
import '../../generic/generic.css'
import './access.css'

/** Of a record's menu: everybody who can see or do something with it, and by which roles. */
export function RecordWho({ path, id, title, onClose }: CommandProps) {
  const { t } = useTranslation()
  const { entity } = useCollection(path)
  const [permission, setPermission] = useState(`${entity.name}.read`)
  const [asked, setAsked] = useState<{ id: string; name: string } | undefined>()
  const box = useRef<HTMLDivElement>(null)
  useFirstFocus(box)
  const select = useId()
  const resource = useCatalog()
    .data?.systems.flatMap(system => system.resources)
    .find(({ name }) => name === entity.name)
  if (asked)
    return (
      <WhyDialog member={asked} permission={permission} record={{ id, title }} onClose={() => setAsked(undefined)} />
    )
  return (
    <Dialog label={t('access.who.title')} className="drawer" onClose={onClose}>
      <div className="panel-form" ref={box}>
        <header>
          <h2>{t('access.who.title')}</h2>
          <span className="spread" />
          <IconButton label={t('generic.form.close')} shortcut="esc" onClick={onClose}>
            <X size={15} />
          </IconButton>
        </header>
        <div className="panel-scroll">
          <p className="panel-object">{title}</p>
          <div className="field">
            <label htmlFor={select}>{t('access.why.what')}</label>
            <select
              id={select}
              className="ctl"
              value={permission}
              onChange={event => setPermission(event.target.value)}
            >
              {(resource?.permissions ?? [{ permission, label: permission }]).map(each => (
                <option key={each.permission} value={each.permission}>
                  {each.label}
                </option>
              ))}
            </select>
          </div>
          <People permission={permission} record={id} onAsk={setAsked} />
        </div>
      </div>
    </Dialog>
  )
}

interface PeopleProps {
  readonly permission: string
  readonly record: string
  onAsk(person: { id: string; name: string }): void
}

function People({ permission, record, onAsk }: PeopleProps) {
  const { t } = useTranslation()
  const { number } = useFormats()
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetching } = useInfiniteQuery({
    queryKey: ['access', 'who', permission, record],
    queryFn: ({ pageParam, signal }) =>
      request<WhoPage>('GET', '/access/who', { query: { permission, record, 'page[number]': pageParam }, signal }),
    initialPageParam: 1,
    getNextPageParam: ({ page }) => (page.number * page.size < page.total ? page.number + 1 : undefined),
  })
  if (error) return <ErrorBlock problem={error} onRetry={() => refetch()} />
  if (!data) return <SkeletonRows rows={5} />
  const [first] = data.pages
  const people = data.pages.flatMap(page => page.data)
  if (people.length === 0) return <EmptyState title={t('access.who.nobody')} text={t('access.who.nobodyText')} />
  return (
    <>
      <p className="small quiet" role="status">
        {t('access.who.count', {
          count: first?.page.total ?? people.length,
          people: `${number(first?.page.total ?? people.length)}${first?.page.totalIsExact ? '' : '+'}`,
        })}
      </p>
      <ul className="plain-rows">
        {people.map(person => (
          <li key={person.id}>
            <Person name={person.name} />
            <span className="spread" />
            {person.roles.map(role => (
              <span key={role.id} className="tag">
                {role.name}
              </span>
            ))}
            <button type="button" className="link small" onClick={() => onAsk(person)}>
              {t('access.why.short')}
            </button>
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <Button loading={isFetching} onClick={() => fetchNextPage()}>
          {t('access.more')}
        </Button>
      )}
    </>
  )
}
