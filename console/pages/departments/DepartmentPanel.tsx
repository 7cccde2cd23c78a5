import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { ArrowUpRight, Crown, TriangleAlert, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { request } from '../../app/api.ts'
import { usePreferences } from '../../app/preferences.tsx'
import { RecordName } from '../../generic/controls/RecordLink.tsx'
import { Person } from '../../ui/Avatar.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorBlock } from '../../ui/ErrorBlock.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Section } from '../../ui/Section.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'

interface Department {
  readonly id: string
  readonly name: string
  readonly code: string | null
  readonly site?: string | null
  /** Left out where the reader may not see them. */
  readonly roles?: readonly { readonly id: string; readonly role: string }[]
}

interface DepartmentPanelProps {
  readonly id: string
  onClose(): void
}

/** Who heads a department, who belongs to it, which of its posts are vacant, and which roles it brings. */
export function DepartmentPanel(props: DepartmentPanelProps) {
  const { t } = useTranslation()
  const { phone } = usePreferences()
  const { data, error, refetch } = useQuery({
    queryKey: ['record', 'departments', props.id, 'panel'],
    queryFn: ({ signal }) => request<Department>('GET', `/departments/${props.id}`, { signal }),
  })
  const name = data?.name ?? t('departments.name')
  const body = data ? (
    <Body {...props} department={data} />
  ) : error ? (
    <ErrorBlock problem={error} onRetry={() => refetch()} />
  ) : (
    <SkeletonRows rows={5} />
  )
  return phone ? (
    <Dialog label={name} className="drawer" onClose={props.onClose}>
      <div className="panel-scroll">{body}</div>
    </Dialog>
  ) : (
    <aside className="dept-panel" aria-label={name}>
      {body}
    </aside>
  )
}

function Body({ department, onClose }: DepartmentPanelProps & { department: Department }) {
  const { t } = useTranslation()
  const { id, name, code, site, roles } = department
  return (
    <>
      <header className="dept-sheet-head">
        <div>
          <h2>{name}</h2>
          <p className="small quiet">
            {code} {site && <RecordName path="sites" entity="identity.site" id={site} />}
          </p>
        </div>
        <span className="spread" />
        <Link
          to={`/departments/${id}` as never}
          className="icon-button icon-button-medium"
          aria-label={t('departments.record')}
          data-tip={t('departments.record')}
        >
          <ArrowUpRight size={15} />
        </Link>
        <IconButton label={t('generic.form.close')} onClick={onClose}>
          <X size={15} />
        </IconButton>
      </header>
      <Members id={id} />
      <Posts id={id} />
      {roles && roles.length > 0 && (
        <Section title={t('departments.roles')} count={roles.length}>
          <ul className="dept-people">
            {roles.map(line => (
              <li key={line.id}>
                <RecordName path="roles" entity="identity.role" id={line.role} />
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  )
}

interface Belonging {
  readonly id: string
  readonly name: string
  readonly isHead: boolean
  readonly isMain: boolean
}
interface MemberPage {
  readonly data: readonly Belonging[]
  readonly page: { readonly number: number; readonly size: number; readonly total: number }
}

/** Heads first, then the others by name. */
function Members({ id }: { readonly id: string }) {
  const { t } = useTranslation()
  const { data, error, hasNextPage, fetchNextPage, isFetching } = useInfiniteQuery({
    queryKey: ['list', 'members', 'of department', id],
    queryFn: ({ pageParam, signal }) =>
      request<MemberPage>('GET', `/departments/${id}/members`, { query: { 'page[number]': pageParam }, signal }),
    initialPageParam: 1,
    getNextPageParam: ({ page }) => (page.number * page.size < page.total ? page.number + 1 : undefined),
  })
  if (error) return <ErrorBlock problem={error} />
  if (!data) return <SkeletonRows rows={3} />
  const members = data.pages.flatMap(page => page.data)
  return (
    <Section title={t('departments.membersTitle')} count={data.pages[0]?.page.total ?? members.length}>
      {members.length === 0 && <p className="small quiet">{t('departments.noMembers')}</p>}
      <ul className="dept-people">
        {members.map(member => (
          <Belongs key={member.id} member={member} />
        ))}
      </ul>
      {hasNextPage && (
        <Button size="small" loading={isFetching} onClick={() => fetchNextPage()}>
          {t('departments.more')}
        </Button>
      )}
    </Section>
  )
}

function Belongs({ member }: { readonly member: Belonging }) {
  const { t } = useTranslation()
  return (
    <li>
      <Link to={`/members/${member.id}` as never} className="link">
        <Person name={member.name} />
      </Link>
      <span className="spread" />
      {member.isHead && (
        <span className="tag">
          <Crown size={12} aria-hidden /> {t('departments.head')}
        </span>
      )}
      {!member.isMain && <span className="small quiet">{t('departments.besides')}</span>}
    </li>
  )
}

interface Staffing {
  readonly id: string
  readonly name: string
  readonly department: { readonly id: string; readonly name: string | null } | null
  readonly headcount: number | null
  readonly holders: readonly { readonly id: string; readonly name: string }[]
  readonly deputies: readonly { readonly id: string; readonly name: string }[]
  readonly vacancies: number | null
}

/** The posts of the department, and where somebody is missing. */
function Posts({ id }: { readonly id: string }) {
  const { t } = useTranslation()
  const { data } = useQuery({
    queryKey: ['list', 'positions', 'staffing', id],
    queryFn: async ({ signal }) =>
      (
        await request<{ data: Staffing[] }>('GET', '/positions/staffing', {
          query: { department: id, 'page[size]': 200 },
          signal,
        })
      ).data,
    retry: false,
  })
  if (!data || data.length === 0) return null
  return (
    <Section title={t('departments.posts')} count={data.length}>
      <ul className="dept-posts">
        {data.map(post => (
          <li key={post.id}>
            <Link to={`/positions/${post.id}` as never} className="link ellipsis">
              {post.name}
            </Link>
            {post.vacancies ? (
              <Vacant count={post.vacancies} />
            ) : (
              <span className="small quiet num">{post.headcount}</span>
            )}
            <span className="small quiet">
              {post.department && post.department.id !== id && `${post.department.name} · `}
              {post.holders.map(({ name }) => name).join('、') || t('departments.nobody')}
              {post.deputies.length > 0 &&
                ` · ${t('departments.deputies', { names: post.deputies.map(({ name }) => name).join('、') })}`}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

const Vacant = ({ count }: { readonly count: number }): ReactNode => {
  const { t } = useTranslation()
  return (
    <span className="dept-vacant">
      <TriangleAlert size={12} aria-hidden /> {t('departments.vacant', { count })}
    </span>
  )
}
