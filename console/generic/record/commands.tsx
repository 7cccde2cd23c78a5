import { UserRoundPlus } from 'lucide-react'
import { type ComponentType, lazy, type ReactNode, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Collection } from '../../app/meta.ts'
import { isGranted } from '../../app/permission.ts'
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
  /** What its endpoint asks for; without it the command is not shown. */
  readonly permission: string
  readonly Panel: ComponentType<CommandProps>
}

const InviteMember = lazy(async () => ({ default: (await import('../../pages/InviteMember.tsx')).InviteMember }))

/** What a record offers beyond its declared actions, where the answer is more than the changed record. By entity. */
const commands: Readonly<Record<string, readonly RecordCommand[]>> = {
  'identity.member': [
    {
      text: 'invite.command',
      icon: <UserRoundPlus size={14} />,
      permission: 'identity.member.invite',
      Panel: InviteMember,
    },
  ],
}

/** The entries of a record's menu, and the panel of the one that was chosen. */
export function useCommands({ entity, path }: Collection, { id }: RecordRow, title: string) {
  const { t } = useTranslation()
  const { permissions } = useSession()
  const [open, setOpen] = useState<RecordCommand | null>(null)
  const items: MenuItem[] = (commands[entity.name] ?? [])
    .filter(({ permission }) => isGranted(permissions, permission))
    .map(command => ({ key: command.text, label: t(command.text), icon: command.icon, onRun: () => setOpen(command) }))
  const panel = open && (
    <Suspense>
      <open.Panel path={path} id={id} title={title} onClose={() => setOpen(null)} />
    </Suspense>
  )
  return { items, panel }
}
