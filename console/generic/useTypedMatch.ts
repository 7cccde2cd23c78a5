import { useCallback, useEffect, useState } from 'react'

type Pinyin = (label: string, typed: string) => unknown
let loaded: Pinyin | undefined

const han = /\p{Script=Han}/u

/** Whether a label fits what is typed: a part of it, or for Chinese its sounds or their first letters. */
export function useTypedMatch(typed: string): (label: string) => boolean {
  const [pinyin, setPinyin] = useState(() => loaded)
  const text = typed.trim().toLowerCase()
  const wanted = text !== '' && !han.test(text)
  useEffect(() => {
    if (!wanted || loaded) return
    import('pinyin-match').then(module => {
      // Its declarations describe a module without a default, which is all it has.
      const { match } = module.default as unknown as { match: Pinyin }
      loaded = match
      setPinyin(() => loaded)
    })
  }, [wanted])
  return useCallback(
    (label: string) =>
      label.toLowerCase().includes(text) || (wanted && han.test(label) && Boolean(pinyin?.(label, text))),
    [text, wanted, pinyin],
  )
}
