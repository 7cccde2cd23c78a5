import { useEffect, useRef, useState } from 'react'

interface Tip {
  readonly text: string
  readonly left: number
  readonly top: number
  readonly side: 'below' | 'above' | 'right'
}
const delay = 400

function tipFor(element: HTMLElement): Tip {
  const box = element.getBoundingClientRect()
  const text = element.dataset.tip ?? ''
  if (element.dataset.tipSide === 'right')
    return { text, left: box.right + 6, top: box.top + box.height / 2, side: 'right' }
  const left = Math.min(Math.max(box.left + box.width / 2, 60), innerWidth - 60)
  return box.bottom + 40 > innerHeight
    ? { text, left, top: box.top - 6, side: 'above' }
    : { text, left, top: box.bottom + 6, side: 'below' }
}

/** One layer for every `data-tip` on the page: mounted once, so a row of a thousand buttons costs nothing. */
export function Tips() {
  const [tip, setTip] = useState<Tip | null>(null)
  const timer = useRef<number>(undefined)
  useEffect(() => {
    const hide = () => {
      clearTimeout(timer.current)
      setTip(null)
    }
    const show = (event: Event) => {
      const element = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-tip]') : null
      hide()
      if (!element || matchMedia('(pointer: coarse)').matches) return
      if (event.type === 'focusin' && !element.matches(':focus-visible')) return
      timer.current = window.setTimeout(() => element.isConnected && setTip(tipFor(element)), delay)
    }
    const events = { pointerover: show, focusin: show, pointerdown: hide, keydown: hide, scroll: hide } as const
    for (const [name, listen] of Object.entries(events)) addEventListener(name, listen, true)
    return () => {
      clearTimeout(timer.current)
      for (const [name, listen] of Object.entries(events)) removeEventListener(name, listen, true)
    }
  }, [])
  if (!tip) return null
  // aria-hidden: the button already carries the same words as its label.
  return (
    <div aria-hidden className="tip" data-side={tip.side} style={{ left: tip.left, top: tip.top }}>
      {tip.text}
    </div>
  )
}
