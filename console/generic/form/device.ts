import { newKey } from '../../app/api.ts'

export interface Device {
  readonly id: string
  /** `Chrome, Windows`: what its owner calls it, more or less. */
  readonly name: string
}

const key = 'tenon.device'
const browsers = [
  ['Edg/', 'Edge'],
  ['MicroMessenger', 'WeChat'],
  ['Firefox/', 'Firefox'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
] as const
const systems = [
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['HarmonyOS', 'HarmonyOS'],
  ['Android', 'Android'],
  ['Windows', 'Windows'],
  ['Mac OS', 'macOS'],
  ['Linux', 'Linux'],
] as const

const found = (agent: string, among: readonly (readonly [string, string])[]) =>
  among.find(([mark]) => agent.includes(mark))?.[1]

export const deviceName = (agent: string) => [found(agent, browsers), found(agent, systems)].filter(Boolean).join(', ')

function ownId(): string {
  try {
    const known = localStorage.getItem(key) ?? newKey().slice(0, 12)
    localStorage.setItem(key, known)
    return known
  } catch {
    return 'unknown'
  }
}

/** Tells one of a person's devices from the others; nobody else learns of it. */
export const thisDevice = (): Device => ({ id: ownId(), name: deviceName(navigator.userAgent) })
