import type { ActionMeta, EntityMeta } from '@tenon/kernel/derive/meta-types.ts'
import { type KeyboardEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../ui/Dialog.tsx'
import { StatusGlyph } from '../../ui/StatusGlyph.tsx'
import { useFirstFocus } from '../useFirstFocus.ts'

interface PickActionProps {
  readonly entity: EntityMeta
  readonly object: string
  readonly actions: readonly ActionMeta[]
  onPick(action: ActionMeta): void
  onClose(): void
}

const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, j: 1, k: -1 }

/** Which step of their life the records take next. */
export default function PickAction({ entity, object, actions, onPick, onClose }: PickActionProps) {
  const { t } = useTranslation()
  const box = useRef<HTMLDivElement>(null)
  useFirstFocus(box)
  const move = (event: KeyboardEvent<HTMLElement>) => {
    const items = [...event.currentTarget.querySelectorAll<HTMLElement>('button')]
    const step = steps[event.key]
    if (!step) return
    event.preventDefault()
    const at = items.indexOf(document.activeElement as HTMLElement)
    items.at((at + step + items.length) % items.length)?.focus()
  }
  const toneOf = ({ to }: ActionMeta) => entity.states.find(({ name }) => name === to[0])?.tone
  const title = t('generic.bulk.pick')
  return (
    <Dialog label={title} className="confirm" onClose={onClose}>
      <div className="panel-form" ref={box}>
        <header>
          <h2>{title}</h2>
          <span className="quiet ellipsis">{object}</span>
        </header>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: arrow keys go between the buttons inside. */}
        <div className="panel-scroll pick-actions" onKeyDown={move}>
          {actions.map((action, at) => (
            <button
              key={action.name}
              type="button"
              data-first={at === 0 || undefined}
              className="menu-item"
              data-danger={action.danger}
              onClick={() => onPick(action)}
            >
              <StatusGlyph tone={toneOf(action) ?? 'unstarted'} />
              <span>
                {action.label}
                {action.hint && <small>{action.hint}</small>}
              </span>
            </button>
          ))}
        </div>
      </div>
    </Dialog>
  )
}
