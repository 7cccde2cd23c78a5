import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { request } from '../../app/api.ts'
import { useMeta } from '../../app/meta.ts'
import { isGranted } from '../../app/permission.ts'
import { usePreferences } from '../../app/preferences.tsx'
import { useSession } from '../../app/session.tsx'
import { FindRecord } from '../../generic/controls/FindRecord.tsx'
import { FieldKitProvider } from '../../generic/FieldKitProvider.tsx'
import { useFirstFocus } from '../../generic/useFirstFocus.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorBlock } from '../../ui/ErrorBlock.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { type Explanation, explainRight } from './explain.ts'
import type { Resource } from './model/catalog.ts'
import { useCatalog } from './queries.ts'
import { Verdict } from './Verdict.tsx'
import '../../generic/generic.css'
import './access.css'

interface Person {
  readonly id: string
  readonly name: string
}
interface WhyDialogProps {
  /** Oneself when left out. */
  readonly member?: Person | undefined
  readonly permission: string
  readonly record?: { readonly id: string; readonly title: string } | undefined
  readonly site?: string | undefined
  onClose(): void
}

/** Why somebody can or cannot do something; the person, the deed and the field may be changed to ask the next question. */
export function WhyDialog(props: WhyDialogProps) {
  const { t } = useTranslation()
  const { person } = useSession()
  const box = useRef<HTMLDivElement>(null)
  useFirstFocus(box)
  const [member, setMember] = useState<Person>(props.member ?? person)
  const [permission, setPermission] = useState(props.permission)
  const [field, setField] = useState('')
  return (
    <FieldKitProvider>
      <Dialog label={t('access.why.title')} className="drawer changes" onClose={props.onClose}>
        <div className="panel-form" ref={box}>
          <header>
            <h2>{t('access.why.title')}</h2>
            <span className="spread" />
            <IconButton label={t('generic.form.close')} shortcut="esc" onClick={props.onClose}>
              <X size={15} />
            </IconButton>
          </header>
          <div className="panel-scroll">
            {props.record && <p className="panel-object">{props.record.title}</p>}
            <Question
              member={member}
              permission={permission}
              field={field}
              onMember={setMember}
              onPermission={next => {
                setPermission(next)
                setField('')
              }}
              onField={setField}
            />
            <Answer member={member} permission={permission} field={field} record={props.record?.id} site={props.site} />
          </div>
        </div>
      </Dialog>
    </FieldKitProvider>
  )
}

const resourceOf = (resources: readonly Resource[], permission: string) =>
  resources.find(({ permissions }) => permissions.some(each => each.permission === permission))

/** `Licences: Issue` */
function rightWords(resources: readonly Resource[], permission: string): string {
  const resource = resourceOf(resources, permission)
  const right = resource?.permissions.find(each => each.permission === permission)
  return resource && right ? `${resource.label}: ${right.label}` : permission
}

interface QuestionProps {
  readonly member: Person
  readonly permission: string
  readonly field: string
  onMember(person: Person): void
  onPermission(permission: string): void
  onField(field: string): void
}

function Question({ member, permission, field, onMember, onPermission, onField }: QuestionProps) {
  const { t } = useTranslation()
  const id = useId()
  const { permissions } = useSession()
  const members = useMeta().entities['identity.member']
  const resources = useCatalog().data?.systems.flatMap(system => system.resources) ?? []
  const resource = resourceOf(resources, permission)
  return (
    <div className="why-question">
      {isGranted(permissions, explainRight) && members && (
        <div className="field">
          <label htmlFor={`${id}-who`}>{t('access.why.who')}</label>
          <FindRecord
            id={`${id}-who`}
            field={{
              name: 'member',
              kind: 'ref',
              label: t('access.why.who'),
              required: true,
              writable: true,
              nullable: false,
              sortable: false,
              operators: [],
              refersTo: { entity: 'identity.member', path: 'members' },
            }}
            value={{ id: member.id, title: member.name }}
            onChange={found => {
              const next = found as { id: string; title: string } | null
              if (next) onMember({ id: next.id, name: next.title })
            }}
          />
        </div>
      )}
      <div className="field">
        <label htmlFor={`${id}-what`}>{t('access.why.what')}</label>
        <select
          id={`${id}-what`}
          className="ctl"
          value={permission}
          onChange={event => onPermission(event.target.value)}
        >
          {!resource && <option value={permission}>{permission}</option>}
          {resource?.permissions.map(each => (
            <option key={each.permission} value={each.permission}>
              {resource.label}: {each.label}
            </option>
          ))}
        </select>
      </div>
      {resource && resource.fields.length > 0 && (
        <div className="field">
          <label htmlFor={`${id}-field`}>{t('access.why.field')}</label>
          <select id={`${id}-field`} className="ctl" value={field} onChange={event => onField(event.target.value)}>
            <option value="">{t('access.why.anyField')}</option>
            {resource.fields.map(each => (
              <option key={each.name} value={each.name}>
                {each.label}
              </option>
            ))}
          </select>
        </div>
      )}
    </div>
  )
}

interface AnswerProps {
  readonly member: Person
  readonly permission: string
  readonly field: string
  readonly record: string | undefined
  readonly site: string | undefined
}

function Answer({ member, permission, field, record, site }: AnswerProps) {
  const { language } = usePreferences()
  const { person } = useSession()
  const resources = useCatalog().data?.systems.flatMap(system => system.resources) ?? []
  const query = { member: member.id, permission, record, site, field: field || undefined }
  const { data, error, refetch, isPlaceholderData } = useQuery({
    queryKey: ['access', 'why', query, language],
    queryFn: ({ signal }) => request<Explanation>('GET', '/access/explain', { query, signal }),
    placeholderData: keepPreviousData,
  })
  if (error) return <ErrorBlock problem={error} onRetry={() => refetch()} />
  if (!data) return <SkeletonRows rows={3} />
  const right = member.id === person.id ? rightWords(resources, permission) : undefined
  return <Verdict explanation={data} isOld={isPlaceholderData} right={right} />
}
