import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Collection } from '../../app/meta.ts'
import { useUrlState } from '../../app/url-state.ts'
import { focusProblem } from '../../generic/form/FieldRow.tsx'
import { LeaveGuard } from '../../generic/form/LeaveGuard.tsx'
import { Refused } from '../../generic/form/Refused.tsx'
import type { RecordRow } from '../../generic/model/record.ts'
import { History } from '../../generic/record/History.tsx'
import { toast } from '../../ui/toast.tsx'
import { ViewTabs } from '../../ui/ViewTabs.tsx'
import { ChangesDialog } from './ChangesDialog.tsx'
import { Holders } from './Holders.tsx'
import { IncludedGroups } from './IncludedGroups.tsx'
import { type Catalog, treeOf } from './model/catalog.ts'
import { isIncomplete } from './model/grants.ts'
import type { RoleRow } from './queries.ts'
import { Rights } from './Rights.tsx'
import { RoleBar } from './RoleBar.tsx'
import { RoleDetails, useDetails } from './RoleDetails.tsx'
import { useGroupLines } from './useGroupLines.ts'
import { useRoleDraft } from './useRoleDraft.ts'
import { useSaveRole } from './useSaveRole.ts'

interface RoleScreenProps {
  readonly collection: Collection
  /** Undefined while it is being made. */
  readonly role: RoleRow | undefined
  readonly catalog: Catalog
}

export function RoleScreen({ collection, role, catalog }: RoleScreenProps) {
  const { t } = useTranslation()
  const [url, change] = useUrlState()
  const draft = useRoleDraft(role)
  const details = useDetails(collection, draft)
  const save = useSaveRole(role, draft)
  const [reviewing, setReviewing] = useState(false)
  const form = useRef<HTMLDivElement>(null)
  const root = useMemo(() => treeOf(catalog, t('access.everything')), [catalog, t])
  const groups = useGroupLines(draft.values.includes)
  const { entity } = collection
  const mayWrite = role ? entity.may.update : entity.may.create
  const tab = url.tab ?? (role ? 'rights' : 'details')
  const review = () => {
    const incomplete = draft.values.grants.some(isIncomplete)
    if (details.check() && !incomplete) return setReviewing(true)
    change({ tab: incomplete ? 'rights' : 'details' })
    if (incomplete) toast({ text: t('access.role.incomplete'), tone: 'issue' })
    else focusProblem(form.current)
  }
  const tabs = [
    { key: 'rights', label: t('access.role.rights'), count: draft.values.grants.length },
    { key: 'details', label: t('access.role.details') },
    { key: 'groups', label: t('access.role.groups'), count: draft.values.includes.length },
    ...(role
      ? [
          { key: 'holders', label: t('access.role.holders') },
          { key: 'history', label: t('generic.record.history') },
        ]
      : []),
  ]
  return (
    <>
      <RoleBar collection={collection} role={role} draft={draft} onReview={mayWrite ? review : undefined} />
      <div className="role-page" ref={form}>
        <ViewTabs
          look="line"
          label={t('generic.record.parts')}
          tabs={tabs}
          current={tab}
          onSelect={key => change({ tab: key === 'rights' && role ? undefined : key })}
        />
        {save.problem && !reviewing && (
          <div className="record-problem">
            <Refused problem={save.problem} />
          </div>
        )}
        {tab === 'rights' && (
          <Rights
            root={root}
            catalog={catalog}
            grants={draft.values.grants}
            inherited={groups}
            onChange={mayWrite ? grants => draft.set({ grants }) : undefined}
          />
        )}
        {tab === 'details' && <RoleDetails details={details} readOnly={!mayWrite} />}
        {tab === 'groups' && <IncludedGroups draft={draft} self={role?.id} readOnly={!mayWrite} />}
        {tab === 'holders' && role && <Holders role={role} />}
        {tab === 'history' && role && (
          <div className="role-scroll">
            <History collection={collection} row={role as unknown as RecordRow} />
          </div>
        )}
      </div>
      {reviewing && (
        <ChangesDialog
          role={role}
          values={draft.values}
          catalog={catalog}
          save={save}
          onClose={() => setReviewing(false)}
        />
      )}
      <LeaveGuard inTabs when={draft.changed && !save.sent} onDiscard={draft.drop} />
    </>
  )
}
