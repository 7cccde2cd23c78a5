import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/formats.ts'
import type { Notice } from '../../app/inbox.ts'
import { findCollection, useMeta } from '../../app/meta.ts'
import { FieldKitProvider } from '../../generic/FieldKitProvider.tsx'
import { Peek } from '../../generic/record/Peek.tsx'
import { PeekPanel } from '../../ui/PeekPanel.tsx'
import { addressOf } from './notices.ts'
import '../../generic/generic.css'

interface NoticePaneProps {
  readonly notice: Notice
  readonly position: string
  readonly onPrevious: (() => void) | undefined
  readonly onNext: (() => void) | undefined
  onClose(): void
}

/** What a notice speaks of, beside the list: the record itself, with its next step. */
export function NoticePane({ notice, ...pane }: NoticePaneProps) {
  const meta = useMeta()
  const { link } = notice
  const collection = link && 'collection' in link ? findCollection(meta, link.collection) : undefined
  if (!collection || !link || !('id' in link)) return <PlainPane notice={notice} {...pane} />
  return (
    <FieldKitProvider>
      <Peek path={collection.path} entity={collection.entity} id={link.id} {...pane} />
    </FieldKitProvider>
  )
}

function PlainPane({ notice, ...pane }: NoticePaneProps) {
  const { t } = useTranslation()
  const { instant } = useFormats()
  const address = addressOf(notice)
  return (
    <PeekPanel label={notice.text} href={address ?? '/inbox'} {...pane}>
      <h2>{notice.text}</h2>
      <p className="quiet small">{[notice.actor?.name, instant(notice.at)].filter(Boolean).join(' · ')}</p>
      {address ? (
        <p className="notice-way">
          <Link className="link" to={address as never}>
            {t('inbox.open')}
          </Link>
        </p>
      ) : (
        <p className="notice-way secondary">{t('inbox.gone')}</p>
      )}
    </PeekPanel>
  )
}
