import { useEffect, useState } from 'react'

export type Matches = (label: string, typed: string) => boolean

const plain: Matches = (label, typed) => label.toLowerCase().includes(typed.trim().toLowerCase())
const han = /\p{Script=Han}/u

let loaded: Promise<Matches> | undefined
/** `pinyin-match` declares a module without a default, which is all it has. */
interface Pinyin {
  match(text: string, typed: string): [number, number] | false
}
async function load(): Promise<Matches> {
  const { default: pinyin } = (await import('pinyin-match')) as unknown as { default: Pinyin }
  return (label, typed) => plain(label, typed) || (han.test(label) && pinyin.match(label, typed.trim()) !== false)
}

/** Whether what is typed is in a label, as it is written or as its characters sound; the sounds come when needed. */
export function useMatches(typed: string): Matches {
  const [matches, setMatches] = useState<Matches>(() => plain)
  const wanted = /^[a-z' ]+$/i.test(typed)
  useEffect(() => {
    if (!wanted) return
    let isLeft = false
    loaded ??= load()
    loaded.then(ready => !isLeft && setMatches(() => ready))
    return () => {
      isLeft = true
    }
  }, [wanted])
  return matches
}
