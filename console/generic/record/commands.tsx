import { useNavigate } from '@tanstack/react-router'
import {
  CircleQuestionMark,
  DoorOpen,
  PlugZap,
  QrCode,
  Send,
  ShieldQuestionMark,
  UserRoundPlus,
  Users,
} from 'lucide-react'
import { type ComponentType, lazy, type ReactNode, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Collection } from '../../app/meta.ts'
import { isGranted } from '../../app/permission.ts'
import { roomComponent } from '../../app/room-component.ts'
import { useSession } from '../../app/session.tsx'
import type { MenuItem } from '../../ui/ActionMenu.tsx'
import type { RecordRow } from '../model/record.ts'

export interface CommandProps {
  readonly path: string
  readonly id: string
  readonly title: string
  onClose(): void
}
interface RecordCommand {
  /** Of its label among the texts. */
  readonly text: string
  readonly icon: ReactNode
  /** What its endpoint asks for; everybody is shown a command that asks for nothing. */
  readonly permission?: string
  readonly Panel: ComponentType<CommandProps>
}

const InviteMember = lazy(async () => ({ default: (await import('../../pages/InviteMember.tsx')).InviteMember }))

/** A whole page and not a panel: it has an address that can be passed on. */
function GoToAccess({ id, onClose }: CommandProps) {
  const navigate = useNavigate()
  // biome-ignore lint/correctness/useExhaustiveDependencies: it goes there once.
  useEffect(() => {
    onClose()
    navigate({ to: `/access/members/${id}` as never })
  }, [])
  return null
}

const RecordWhy = roomComponent<CommandProps>('access', () => import('../../pages/access/RecordWhy.tsx'), 'RecordWhy')
const RecordWho = roomComponent<CommandProps>('access', () => import('../../pages/access/RecordWho.tsx'), 'RecordWho')

const ofPeople = (name: string) => {
  const rooms = ['people', 'sign-in']
  const load = {
    Leaver: () => import('../../pages/people/Leaver.tsx'),
    InvitationLink: () => import('../../pages/people/InvitationLink.tsx'),
    InvitationResend: () => import('../../pages/people/InvitationLink.tsx'),
    SsoSetup: () => import('../../pages/people/SsoSetup.tsx'),
  }
  return roomComponent<CommandProps>(rooms, load[name as keyof typeof load], name)
}

/** What every record offers. */
const everywhere: readonly RecordCommand[] = [
  { text: 'explain.who', icon: <Users size={14} />, permission: 'identity.access.explain', Panel: RecordWho },
  { text: 'explain.why', icon: <CircleQuestionMark size={14} />, Panel: RecordWhy },
]

/** What a record offers beyond its declared actions, where the answer is more than the changed record. By entity. */
const commands: Readonly<Record<string, readonly RecordCommand[]>> = {
  'identity.member': [
    {
      text: 'invite.command',
      icon: <UserRoundPlus size={14} />,
      permission: 'identity.member.invite',
      Panel: InviteMember,
    },
    {
      text: 'explain.what',
      icon: <ShieldQuestionMark size={14} />,
      permission: 'identity.access.explain',
      Panel: GoToAccess,
    },
    {
      text: 'memberPart.leave',
      icon: <DoorOpen size={14} />,
      permission: 'identity.member.leave',
      Panel: ofPeople('Leaver'),
    },
  ],
  'identity.invitation': [
    {
      text: 'memberPart.link',
      icon: <QrCode size={14} />,
      permission: 'identity.invitation.link',
      Panel: ofPeople('InvitationLink'),
    },
    {
      text: 'memberPart.resend',
      icon: <Send size={14} />,
      permission: 'identity.invitation.link',
      Panel: ofPeople('InvitationResend'),
    },
  ],
  'identity.ssoProvider': [
    {
      text: 'memberPart.sso',
      icon: <PlugZap size={14} />,
      permission: 'identity.ssoProvider.update',
      Panel: ofPeople('SsoSetup'),
    },
  ],
}

/** The entries of a record's menu, and the panel of the one that was chosen. */
export function useCommands({ entity, path }: Collection, { id }: RecordRow, title: string) {
  const { t } = useTranslation()
  const { permissions } = useSession()
  const [open, setOpen] = useState<RecordCommand | null>(null)
  const items: MenuItem[] = [...(commands[entity.name] ?? []), ...everywhere]
    .filter(({ permission }) => permission === undefined || isGranted(permissions, permission))
    .map(command => ({ key: command.text, label: t(command.text), icon: command.icon, onRun: () => setOpen(command) }))
  const panel = open && (
    <Suspense>
      <open.Panel path={path} id={id} title={title} onClose={() => setOpen(null)} />
    </Suspense>
  )
  return { items, panel }
}
