import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { request } from '../../app/api.ts'
import type { ApiProblem } from '../../app/problem.ts'
import { useSendKey } from '../../generic/form/useSendKey.ts'
import { refreshRecords } from '../../generic/model/refresh.ts'
import { asProblem } from '../../generic/record/useWrites.ts'
import { toast } from '../../ui/toast.tsx'
import { type RoleRow, roleOptions } from './queries.ts'
import { bodyOf, type RoleDraft } from './useRoleDraft.ts'

/** Writes a role; answers whether it was accepted. */
export function useSaveRole(role: RoleRow | undefined, draft: RoleDraft) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const navigate = useNavigate()
  const once = useSendKey()
  const [state, setState] = useState<{ busy: boolean; sent: boolean; problem: ApiProblem | null }>({
    busy: false,
    sent: false,
    problem: null,
  })
  const send = () => {
    const body = bodyOf(draft.values, role)
    if (role) return request<RoleRow>('PATCH', `/roles/${role.id}`, { body: { ...body, version: role.version } })
    return once(body, idempotencyKey => request<RoleRow>('POST', '/roles', { body, idempotencyKey }))
  }
  const save = async (): Promise<boolean> => {
    setState({ busy: true, sent: false, problem: null })
    try {
      const saved = await send()
      client.setQueryData(roleOptions(saved.id).queryKey, saved)
      flushSync(() => {
        draft.settle(saved)
        setState({ busy: false, sent: !role, problem: null })
      })
      toast({ text: t('access.role.saved', { name: saved.name }) })
      if (!role) navigate({ to: `/roles/${saved.id}` as never, replace: true })
      await Promise.all([refreshRecords(client), client.invalidateQueries({ queryKey: ['access'] })])
      return true
    } catch (error) {
      setState({ busy: false, sent: false, problem: asProblem(error) })
      return false
    }
  }
  return { ...state, save }
}
export type SaveRole = ReturnType<typeof useSaveRole>
