import { type ComponentType, lazy } from 'react'
import { loadRoomTexts } from './i18n.ts'

/** A component of a room of pages, with the texts of that room, or of several: they come when it is first drawn, or preloaded. */
export function roomComponent<Props>(
  rooms: string | readonly string[],
  load: () => Promise<Readonly<Record<string, unknown>>>,
  name: string,
): ComponentType<Props> & { preload(): Promise<unknown> } {
  const loaded = async () => {
    const [module] = await Promise.all([load(), ...[rooms].flat().map(loadRoomTexts)])
    return { default: module[name] as ComponentType<Props> }
  }
  let once: ReturnType<typeof loaded> | undefined
  const preload = () => {
    once ??= loaded()
    return once
  }
  return Object.assign(lazy(preload), { preload }) as unknown as ComponentType<Props> & { preload(): Promise<unknown> }
}
