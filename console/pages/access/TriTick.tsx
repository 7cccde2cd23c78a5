import type { Tick } from './model/grants.ts'

const checked = { all: true, some: 'mixed', none: false } as const

interface TriTickProps {
  readonly tick: Tick
  readonly label: string
  readonly disabled: boolean
  readonly tabIndex: number
  onFlip(): void
}

/** A tick box that also knows "some of it", large enough for a finger around its small drawing. */
export function TriTick({ tick, label, disabled, tabIndex, onFlip }: TriTickProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a native box says "mixed" only by script, and is too small a target.
    <button
      type="button"
      role="checkbox"
      aria-checked={checked[tick]}
      aria-label={label}
      className="tri"
      data-tick={tick}
      disabled={disabled}
      tabIndex={tabIndex}
      onClick={event => {
        event.stopPropagation()
        onFlip()
      }}
    >
      <i />
    </button>
  )
}
