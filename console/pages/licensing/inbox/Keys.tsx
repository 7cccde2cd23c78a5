import { Kbd } from '../../../ui/Kbd.tsx'

export interface KeyHint {
  readonly keys: string
  readonly label: string
  /** Also a button: undefined while it cannot be done to the row under the cursor. */
  readonly onRun?: (() => unknown) | undefined
}

/** What the keys of an inbox do; each is also pressed with the mouse. */
export const Keys = ({ hints }: { hints: readonly KeyHint[] }) => (
  <span className="inbox-keys">
    {hints.map(({ keys, label, onRun }) =>
      onRun ? (
        <button key={keys} type="button" className="inbox-key" onClick={() => void onRun()}>
          <Kbd keys={keys} />
          {label}
        </button>
      ) : (
        <span key={keys} className="inbox-key">
          <Kbd keys={keys} />
          {label}
        </span>
      ),
    )}
  </span>
)
