import { type ReactNode, useRef } from 'react'
import { cx } from '../../../ui/class-names.ts'

interface PickFilesProps {
  readonly children: ReactNode
  readonly className?: string
  /** Spoken and shown on hover, where the button is only an icon. */
  readonly label?: string
  /** Opens the camera of a phone instead of its files. */
  readonly camera?: boolean
  onPick(files: readonly File[]): void
}

/** A button that asks for files, or for a photograph. */
export function PickFiles({ children, className, label, camera = false, onPick }: PickFilesProps) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <button
        type="button"
        className={cx('pick-files', className)}
        onClick={() => input.current?.click()}
        {...(label && { 'aria-label': label, 'data-tip': label })}
      >
        {children}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        multiple={!camera}
        {...(camera && { accept: 'image/*', capture: 'environment' })}
        onChange={({ currentTarget }) => {
          onPick([...(currentTarget.files ?? [])])
          currentTarget.value = '' // the same file can be chosen once more
        }}
      />
    </>
  )
}
