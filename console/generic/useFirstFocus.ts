import { type RefObject, useEffect } from 'react'

/** A dialog gives the focus to its first button, the one that closes it. This gives it to what it was opened for. */
export function useFirstFocus(box: RefObject<HTMLElement | null>) {
  useEffect(() => {
    const wanted = box.current?.querySelector<HTMLElement>(
      '[data-first], .panel-scroll :is(input, select, textarea), footer .ant-btn-primary',
    )
    wanted?.focus()
  }, [box])
}
