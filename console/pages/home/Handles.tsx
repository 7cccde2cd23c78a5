import { EyeOff, GripVertical } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../ui/IconButton.tsx'
import type { PlacedTile } from './layout.ts'
import type { useArranging } from './useArranging.ts'
import type { HomeModel } from './useHome.ts'

interface HandlesProps {
  home: HomeModel
  placed: PlacedTile
  arranging: ReturnType<typeof useArranging>
}

/** What one takes a tile by while rearranging: all of it to move, a corner to size, a button to hide. */
export function Handles({ home, placed, arranging }: HandlesProps) {
  const { t } = useTranslation()
  const { label, name } = placed.tile
  return (
    <div className="slot-handles">
      <button
        type="button"
        className="slot-move"
        aria-label={t('home.moveTile', { label })}
        aria-keyshortcuts="Alt+ArrowLeft Alt+ArrowRight Alt+Shift+ArrowLeft Alt+Shift+ArrowRight Alt+Shift+ArrowUp Alt+Shift+ArrowDown"
        onKeyDown={arranging.onKeyDown}
        {...arranging.moving}
      >
        <span className="slot-grip">
          <GripVertical size={14} aria-hidden />
          {label}
        </span>
      </button>
      <span className="slot-hide">
        <IconButton label={t('home.hideTile', { label })} onClick={() => home.hide(name)}>
          <EyeOff size={14} />
        </IconButton>
      </span>
      <span className="slot-resize" data-tip={t('home.resize')} aria-hidden {...arranging.sizing} />
    </div>
  )
}
