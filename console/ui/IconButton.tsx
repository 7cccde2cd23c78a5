import type { ComponentPropsWithRef, ReactNode } from 'react'
import { cx } from './class-names.ts'
import { keyText } from './Kbd.tsx'

interface IconButtonProps extends Omit<ComponentPropsWithRef<'button'>, 'aria-label' | 'children'> {
  /** Spoken, and shown on hover and focus. */
  label: string
  children: ReactNode
  /** Keys for the tip: `mod k`. */
  shortcut?: string | undefined
  pressed?: boolean | undefined
  size?: 'small' | 'medium' | 'touch'
}

/** A button that is only an icon. `<Tips/>` shows its label; nothing is mounted for that per button. */
export function IconButton({
  label,
  children,
  shortcut,
  pressed,
  size = 'medium',
  className,
  ...rest
}: IconButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-label={label}
      aria-pressed={pressed}
      data-tip={shortcut ? `${label}  ${keyText(shortcut)}` : label}
      className={cx('icon-button', `icon-button-${size}`, className)}
    >
      {children}
    </button>
  )
}
