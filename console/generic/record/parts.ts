import type { ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import type { Collection } from '../../app/meta.ts'
import { isGranted } from '../../app/permission.ts'
import { roomComponent } from '../../app/room-component.ts'
import { useSession } from '../../app/session.tsx'

interface RecordPart {
  readonly key: string
  /** Of its label among the texts. */
  readonly text: string
  readonly permission: string
  readonly Part: ComponentType<{ readonly id: string }>
}

const MemberSessions = roomComponent<{ readonly id: string }>(
  ['people', 'security'],
  () => import('../../pages/people/MemberSessions.tsx'),
  'MemberSessions',
)

/** What a record's page shows beside what is declared, because it is no record itself. By entity. */
const parts: Readonly<Record<string, readonly RecordPart[]>> = {
  'identity.member': [
    { key: 'sessions', text: 'memberPart.sessions', permission: 'identity.session.list', Part: MemberSessions },
  ],
}

export function useParts({ entity }: Collection) {
  const { t } = useTranslation()
  const { permissions } = useSession()
  return (parts[entity.name] ?? [])
    .filter(({ permission }) => isGranted(permissions, permission))
    .map(part => ({ ...part, label: t(part.text) }))
}
