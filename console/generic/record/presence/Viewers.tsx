import { useTranslation } from 'react-i18next'
import { Avatar } from '../../../ui/Avatar.tsx'
import { usePresent, type Viewer } from './presence.ts'

const most = 3

/** The others who have the record open, as a small stack with their number in words. */
export function Viewers() {
  const { t } = useTranslation()
  const { viewers } = usePresent()
  if (viewers.length === 0) return null
  const names = viewers.map(({ name }) => name).join(', ')
  return (
    <span className="viewers" data-tip={names}>
      <span className="viewer-stack">
        {viewers.slice(0, most).map(({ id, name }) => (
          <Avatar key={id} name={name} size={18} />
        ))}
      </span>
      <span>
        {viewers.length === 1
          ? t('record.viewing', { name: names })
          : t('record.viewingMany', { count: viewers.length })}
      </span>
    </span>
  )
}

/** Beside a field somebody else is in. */
export function EditedBy({ viewer }: { readonly viewer: Viewer }) {
  const { t } = useTranslation()
  return (
    <span className="edited-by">
      <Avatar name={viewer.name} size={16} />
      <span className="ellipsis">{t('record.isEditing', { name: viewer.name })}</span>
    </span>
  )
}
