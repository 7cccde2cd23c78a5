import { Laptop, Smartphone, SquareTerminal } from 'lucide-react'

const handheld = new Set(['iPhone', 'iPad', 'Android', 'HarmonyOS'])

export function DeviceIcon({ os, browser }: { readonly os: string | null; readonly browser: string | null }) {
  if (os && handheld.has(os)) return <Smartphone size={16} aria-hidden />
  return browser ? <Laptop size={16} aria-hidden /> : <SquareTerminal size={16} aria-hidden />
}
