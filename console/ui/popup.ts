import { type RefObject, useLayoutEffect } from 'react'

const gap = 4

/** Below its control, or above where there is more room; never wider than the window. */
function place(popup: HTMLElement, control: HTMLElement, fit: 'control' | 'content') {
  const box = control.getBoundingClientRect()
  const below = window.innerHeight - box.bottom
  const up = below < 220 && box.top > below
  if (fit === 'control') popup.style.width = `${Math.min(Math.max(box.width, 200), window.innerWidth - 16)}px`
  const width = popup.offsetWidth
  popup.style.left = `${Math.max(8, Math.min(box.left, window.innerWidth - width - 8))}px`
  popup.style.maxHeight = `${Math.min(fit === 'control' ? 320 : 520, (up ? box.top : below) - gap - 8)}px`
  popup.style.top = up ? 'auto' : `${box.bottom + gap}px`
  popup.style.bottom = up ? `${window.innerHeight - box.top + gap}px` : 'auto'
}

/** Shows an element in the top layer at a control for as long as `open`: no dialog or scroll box can clip it. */
export function usePopup(
  open: boolean,
  popup: RefObject<HTMLElement | null>,
  control: RefObject<HTMLElement | null>,
  fit: 'control' | 'content' = 'control',
) {
  useLayoutEffect(() => {
    const [box, anchor] = [popup.current, control.current]
    if (!open || !box || !anchor) return
    box.showPopover()
    const follow = () => place(box, anchor, fit)
    follow()
    window.addEventListener('scroll', follow, true)
    window.addEventListener('resize', follow)
    return () => {
      window.removeEventListener('scroll', follow, true)
      window.removeEventListener('resize', follow)
      if (box.isConnected) box.hidePopover()
    }
  }, [open, popup, control, fit])
}
