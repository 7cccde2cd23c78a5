import { X } from 'lucide-react'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useMeta } from '../../app/meta.ts'
import { FindRecord } from '../../generic/controls/FindRecord.tsx'
import { RecordName } from '../../generic/controls/RecordLink.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import type { RoleDraft } from './useRoleDraft.ts'

interface IncludedGroupsProps {
  readonly draft: RoleDraft
  readonly self: string | undefined
  readonly readOnly: boolean
}

/** The groups whose rights the role has too. */
export function IncludedGroups({ draft, self, readOnly }: IncludedGroupsProps) {
  const { t } = useTranslation()
  const id = useId()
  const { includes } = draft.values
  const lines = useMeta().entities['identity.role']?.fields.find(({ name }) => name === 'includes')
  const field = lines?.lines?.find(({ name }) => name === 'role')
  const add = (found: unknown) => {
    const { id } = found as { id: string }
    if (id !== self) draft.set({ includes: [...new Set([...includes, id])] })
  }
  return (
    <div className="role-scroll role-groups">
      <p className="secondary">{t('access.role.groupsText')}</p>
      {!readOnly && field && (
        <div className="role-add">
          <label htmlFor={id}>{t('access.role.addGroup')}</label>
          <FindRecord id={id} field={{ ...field, required: true }} value={null} onChange={add} />
        </div>
      )}
      {includes.length === 0 ? (
        <EmptyState title={t('access.role.noGroups')} text={t('access.role.noGroupsText')} />
      ) : (
        <ul className="plain-rows">
          {includes.map(group => (
            <li key={group}>
              <RecordName path="roles" entity="identity.role" id={group} />
              <span className="spread" />
              {!readOnly && (
                <IconButton
                  label={t('access.role.removeGroup')}
                  size="small"
                  onClick={() => draft.set({ includes: includes.filter(other => other !== group) })}
                >
                  <X size={14} />
                </IconButton>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
