import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { request } from '../../app/api.ts'
import { useMeta } from '../../app/meta.ts'
import { refreshRecords } from '../../generic/model/refresh.ts'
import { ActionPanel } from '../../generic/record/ActionPanel.tsx'
import type { RoleRow } from './queries.ts'

/** A role of the same rights under another name. */
export function CopyRole({ role, onClose }: { readonly role: RoleRow; onClose(): void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const navigate = useNavigate()
  const entity = useMeta().entities['identity.role']
  if (!entity) return null
  const input = ['name', 'nameZh', 'key'].flatMap(name => entity.fields.find(field => field.name === name) ?? [])
  const copy = async (body: Record<string, unknown>, idempotencyKey: string) => {
    const made = await request<RoleRow>('POST', `/roles/${role.id}/copy`, { body, idempotencyKey })
    await refreshRecords(client)
    navigate({ to: `/roles/${made.id}` as never })
  }
  return (
    <ActionPanel
      entity={entity}
      action={{ label: t('access.role.copy'), input, danger: false, to: [], hint: t('access.role.copyHint') }}
      object={role.name}
      onRun={copy}
      onClose={onClose}
    />
  )
}
