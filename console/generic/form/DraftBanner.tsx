import { CloudCheck, HardDrive, Undo2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/formats.ts'
import type { FoundDraft, Kept } from './useDraft.ts'

/** When what is typed was last kept, and whether other devices have it too. */
export function DraftState({ kept }: { readonly kept: Kept | undefined }) {
  const { t } = useTranslation()
  const { time } = useFormats()
  if (!kept) return null
  const Icon = kept.onServer ? CloudCheck : HardDrive
  return (
    <span className="draft-state quiet small" data-tip={kept.onServer ? undefined : t('generic.form.draftHere')}>
      <Icon size={14} aria-hidden /> {t('generic.form.draftKept', { time: time(kept.at) })}
    </span>
  )
}

interface DraftBannerProps {
  readonly found: FoundDraft | undefined
  onRestore(): void
  onDiscard(): void
}

/** What was left behind: from when and where, and whether to go on with it. */
export function DraftBanner({ found, onRestore, onDiscard }: DraftBannerProps) {
  const { t } = useTranslation()
  const { instant } = useFormats()
  if (!found) return null
  const { draft, restored, isOtherDevice, isOlder } = found
  const at = instant(draft.at)
  const device = draft.device?.name
  return (
    <div className="draft-banner" role="status">
      <Undo2 size={14} aria-hidden />
      <span>
        {t(restored ? 'generic.form.draftRestored' : 'generic.form.draftFound', { at })}{' '}
        {isOtherDevice && device && t('generic.form.draftFrom', { device })} {isOlder && t('generic.form.draftOlder')}
      </span>
      <span className="spread" />
      {!restored && (
        <button type="button" className="link" onClick={onRestore}>
          {t('generic.form.draftRestore')}
        </button>
      )}
      <button type="button" className="link" onClick={onDiscard}>
        {t('generic.form.draftDiscard')}
      </button>
    </div>
  )
}
