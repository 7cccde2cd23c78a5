import { useTranslation } from 'react-i18next'
import { type Layer, showLayer } from '../../app/layers.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { EmergencyDialog } from './EmergencyDialog.tsx'
import { readOf } from './model/fieldRights.ts'
import { useCatalog } from './queries.ts'
import { WhyDialog } from './WhyDialog.tsx'

/** What can be opened from anywhere: emergency access, and why something is not allowed. */
export function AccessLayer({ layer }: { readonly layer: Layer }) {
  const close = () => showLayer(undefined)
  if (layer.kind === 'emergency') return <EmergencyDialog onClose={close} />
  if (layer.permission) return <WhyDialog permission={layer.permission} onClose={close} />
  return <WhyNoList path={layer.path ?? ''} onClose={close} />
}

function WhyNoList({ path, onClose }: { readonly path: string; onClose(): void }) {
  const { t } = useTranslation()
  const catalog = useCatalog()
  const resource = catalog.data?.systems.flatMap(({ resources }) => resources).find(each => each.path === path)
  if (resource) return <WhyDialog permission={readOf(resource)} onClose={onClose} />
  if (catalog.isPending) return null
  return (
    <Dialog label={t('access.why.title')} className="confirm" onClose={onClose}>
      <EmptyState title={t('access.why.notInstalled')} text={t('access.why.notInstalledText')} />
    </Dialog>
  )
}
