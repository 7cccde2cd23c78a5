import type { EntityMeta } from '@tenon/kernel/derive/meta-types.ts'
import { Link2 } from 'lucide-react'
import { type ComponentProps, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { useCollection } from '../../app/meta.ts'
import { roomComponent } from '../../app/room-component.ts'
import { ErrorBlock } from '../../ui/ErrorBlock.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { PeekPanel } from '../../ui/PeekPanel.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { recordAddress } from '../controls/RecordLink.tsx'
import { titleOf } from '../model/record.ts'
import { copyLink } from './copyLink.ts'
import type { PeekBody as Body } from './PeekBody.tsx'
import { useRecord } from './queries.ts'
import './peek.css'

interface PeekProps {
  readonly path: string
  readonly entity: EntityMeta
  readonly id: string
  readonly position: string | undefined
  readonly onPrevious: (() => void) | undefined
  readonly onNext: (() => void) | undefined
  onClose(): void
}

// A list is read before anything in it is opened: what a peek holds comes when it is first looked at.
const PeekBody = roomComponent<ComponentProps<typeof Body>>('record', () => import('./PeekBody.tsx'), 'PeekBody')

/** A record beside its list: the frame, which comes with the list. */
export function Peek(props: PeekProps) {
  const { path, entity, id } = props
  const { t } = useTranslation()
  const collection = useCollection(path)
  const record = useRecord(path, id, entity)
  const row = record.data
  return (
    <PeekPanel
      label={row ? titleOf(entity, row) : t('generic.list.peek')}
      position={props.position}
      onPrevious={props.onPrevious}
      onNext={props.onNext}
      onClose={props.onClose}
      href={recordAddress(path, id)}
      actions={
        <IconButton
          label={t('generic.record.copyLink')}
          onClick={() => copyLink(recordAddress(path, id), t('generic.record.linkCopied'))}
        >
          <Link2 size={15} />
        </IconButton>
      }
    >
      {record.isError && !row && <ErrorBlock problem={record.error} onRetry={() => record.refetch()} />}
      {record.isPending && <SkeletonRows rows={6} />}
      {row && (
        <Suspense fallback={<SkeletonRows rows={6} />}>
          <PeekBody key={row.id} collection={collection} row={row} />
        </Suspense>
      )}
    </PeekPanel>
  )
}
