import { ArrowDown, ArrowUp } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../ui/IconButton.tsx'

interface LineMovesProps {
  readonly at: number
  readonly count: number
  onMove(to: number): void
}

/** Moves a line by one: with a thumb nothing needs to be dragged. */
export function LineMoves({ at, count, onMove }: LineMovesProps) {
  const { t } = useTranslation()
  return (
    <>
      <IconButton
        size="small"
        label={t('generic.lines.up', { at: at + 1 })}
        disabled={at === 0}
        onClick={() => onMove(at - 1)}
      >
        <ArrowUp size={13} />
      </IconButton>
      <IconButton
        size="small"
        label={t('generic.lines.down', { at: at + 1 })}
        disabled={at === count - 1}
        onClick={() => onMove(at + 1)}
      >
        <ArrowDown size={13} />
      </IconButton>
    </>
  )
}
