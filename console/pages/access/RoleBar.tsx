import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { Copy, Ellipsis, Link2, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/formats.ts'
import type { Collection } from '../../app/meta.ts'
import { usePreferences } from '../../app/preferences.tsx'
import { copyLink } from '../../generic/record/copyLink.ts'
import { useWrites } from '../../generic/record/useWrites.ts'
import { ActionMenu, type MenuItem } from '../../ui/ActionMenu.tsx'
import { PageBar } from '../../ui/PageBar.tsx'
import { CopyRole } from './CopyRole.tsx'
import type { RoleRow } from './queries.ts'
import type { RoleDraft } from './useRoleDraft.ts'

interface RoleBarProps {
  readonly collection: Collection
  readonly role: RoleRow | undefined
  readonly draft: RoleDraft
  /** Opens what would change; undefined where one may only look. */
  readonly onReview: (() => void) | undefined
}

export function RoleBar({ collection, role, draft, onReview }: RoleBarProps) {
  const { t } = useTranslation()
  const { phone, language } = usePreferences()
  const [copying, setCopying] = useState(false)
  const items = useItems(collection, role, () => setCopying(true))
  const name = (language === 'zh' && draft.values.nameZh) || draft.values.name
  const button = onReview && (
    <Button type="primary" size={phone ? 'large' : 'medium'} block={phone} onClick={onReview}>
      {t(role ? 'access.role.review' : 'access.role.create')}
    </Button>
  )
  return (
    <>
      <PageBar
        title={name || t('access.role.new')}
        back="/roles"
        crumb={<Link to={'/roles' as never}>{collection.label}</Link>}
        beside={phone ? collection.one : <DraftNote draft={draft} />}
        actions={
          <>
            {role && (
              <ActionMenu label={t('generic.record.more')} icon={<Ellipsis size={phone ? 20 : 15} />} items={items} />
            )}
            {draft.changed && role && (
              <Button size="medium" onClick={draft.discard}>
                {t('access.role.discard')}
              </Button>
            )}
            {!phone && button}
          </>
        }
      />
      {phone && button && <div className="phone-step">{button}</div>}
      {copying && role && <CopyRole role={role} onClose={() => setCopying(false)} />}
    </>
  )
}

function DraftNote({ draft }: { readonly draft: RoleDraft }) {
  const { t } = useTranslation()
  const { instant } = useFormats()
  if (!draft.changed) return null
  return (
    <span className="tag" role="status">
      {draft.restoredAt ? t('access.role.restored', { at: instant(draft.restoredAt) }) : t('access.role.unsaved')}
    </span>
  )
}

function useItems({ entity, path }: Collection, role: RoleRow | undefined, onCopy: () => void): readonly MenuItem[] {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const writes = useWrites(path)
  if (!role) return []
  const items: MenuItem[] = []
  if (entity.may.create)
    items.push({ key: 'copy', label: t('access.role.copy'), icon: <Copy size={14} />, onRun: onCopy })
  items.push({
    key: 'link',
    label: t('generic.record.copyLink'),
    icon: <Link2 size={14} />,
    onRun: () => copyLink(`/roles/${role.id}`, t('generic.record.linkCopied')),
  })
  if (entity.may.remove)
    items.push({
      key: 'remove',
      label: t('generic.record.remove'),
      icon: <Trash2 size={14} />,
      danger: true,
      onRun: () => writes.remove(role.id, role.name, () => navigate({ to: '/roles' as never })),
    })
  return items
}
