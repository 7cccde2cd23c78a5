import type { ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import type { Collection } from '../../app/meta.ts'
import { isGranted } from '../../app/permission.ts'
import { roomComponent } from '../../app/room-component.ts'
import { useSession } from '../../app/session.tsx'
import type { RecordRow } from '../model/record.ts'

/** What a hand-made part of a record's page is given. */
export interface PartProps {
  readonly id: string
  readonly row: RecordRow
}
interface RecordPart {
  /** Of its tab; that of a related list (`activations.license`) where it stands in its place. */
  readonly key: string
  /** Of its label among the texts; a part in the place of a related list has that list's. */
  readonly text: string
  readonly permission: string
  readonly Part: ComponentType<PartProps>
  /** Above the related lists of the overview; a tab otherwise, and on a phone. */
  readonly onOverview?: boolean
}

const MemberSessions = roomComponent<PartProps>(
  ['people', 'security'],
  () => import('../../pages/people/MemberSessions.tsx'),
  'MemberSessions',
)
const ofLicensing = (name: string, load: () => Promise<Readonly<Record<string, unknown>>>) =>
  roomComponent<PartProps>('licensing', load, name)
const issueKey = (name: string) =>
  roomComponent<PartProps>(['licensing', 'sign-in'], () => import('../../pages/licensing/keys/IssueKey.tsx'), name)

/** What a record's page shows beside what is declared, because it is no record itself. By entity. */
const parts: Readonly<Record<string, readonly RecordPart[]>> = {
  'identity.member': [
    { key: 'sessions', text: 'memberPart.sessions', permission: 'identity.session.list', Part: MemberSessions },
  ],
  'licensing.license': [
    {
      key: 'validity',
      text: 'record.part.validity',
      permission: 'licensing.license.read',
      Part: ofLicensing('Validity', () => import('../../pages/licensing/license/Validity.tsx')),
      onOverview: true,
    },
    {
      key: 'usage',
      text: 'record.part.usage',
      permission: 'licensing.license.read',
      Part: ofLicensing('Usage', () => import('../../pages/licensing/license/Usage.tsx')),
      onOverview: true,
    },
    {
      key: 'key',
      text: 'record.part.key',
      permission: 'licensing.license.issueKey',
      Part: issueKey('LicenseKey'),
      onOverview: true,
    },
    {
      key: 'activations.license',
      text: 'record.part.machines',
      permission: 'licensing.activation.list',
      Part: ofLicensing('Machines', () => import('../../pages/licensing/license/Machines.tsx')),
    },
    {
      key: 'license_files.license',
      text: 'record.part.files',
      permission: 'licensing.licenseFile.list',
      Part: ofLicensing('LicenseFiles', () => import('../../pages/licensing/license/LicenseFiles.tsx')),
    },
  ],
  'licensing.publishableKey': [
    {
      key: 'key',
      text: 'record.part.key',
      permission: 'licensing.publishableKey.issueKey',
      Part: issueKey('PublishableKey'),
      onOverview: true,
    },
  ],
  'licensing.deployment': [
    {
      key: 'suggestions',
      text: 'record.part.suggestions',
      permission: 'licensing.deployment.update',
      Part: ofLicensing('Suggestions', () => import('../../pages/licensing/deployments/Suggestions.tsx')),
      onOverview: true,
    },
  ],
  'licensing.signingKey': [
    {
      key: 'publicKey',
      text: 'record.part.publicKey',
      permission: 'licensing.signingKey.read',
      Part: ofLicensing('PublicKey', () => import('../../pages/licensing/keys/PublicKey.tsx')),
      onOverview: true,
    },
  ],
}

export type Part = ReturnType<typeof useParts>[number]

export function useParts({ entity }: Collection) {
  const { t } = useTranslation()
  const { permissions } = useSession()
  return (parts[entity.name] ?? [])
    .filter(({ permission }) => isGranted(permissions, permission))
    .map(part => ({ ...part, label: t(part.text) }))
}
