import { useSyncExternalStore } from 'react'
import { request } from '../../app/api.ts'
import { offerUndo } from '../../app/undo.ts'

/** How long a removal waits to be taken back before it is sent. */
const patience = 8_000

interface Removal {
  readonly address: string
  readonly timer: ReturnType<typeof setTimeout>
  readonly done: () => unknown
}

let waiting: ReadonlyMap<string, Removal> = new Map()
const listeners = new Set<() => void>()
function publish(next: ReadonlyMap<string, Removal>) {
  waiting = next
  for (const listen of listeners) listen()
}
const without = (id: string) => new Map([...waiting].filter(([key]) => key !== id))

async function send(id: string) {
  const removal = waiting.get(id)
  if (!removal) return
  clearTimeout(removal.timer)
  try {
    await request('DELETE', removal.address)
  } finally {
    // Gone from the server, or refused and therefore to be seen again.
    await removal.done()
    publish(without(id))
  }
}

// Whoever closes the window has made up their mind.
addEventListener('pagehide', () => {
  for (const { address } of waiting.values())
    fetch(`/api/v1${address}`, { method: 'DELETE', keepalive: true, headers: { 'X-Requested-With': 'tenon' } })
})

/**
 * Takes something off the screen at once and off the server a little later; until then it can be taken back as it was.
 * `done` reads anew what showed it.
 */
export function removeLater(id: string, { address, text, done }: Pick<Removal, 'address' | 'done'> & { text: string }) {
  const timer = setTimeout(() => send(id), patience)
  publish(new Map([...waiting, [id, { address, timer, done }]]))
  offerUndo({ text, undo: () => takeBack(id) })
}

function takeBack(id: string) {
  const removal = waiting.get(id)
  if (!removal) throw new Error('gone')
  clearTimeout(removal.timer)
  publish(without(id))
}

const subscribe = (listen: () => void) => {
  listeners.add(listen)
  return () => listeners.delete(listen)
}

/** What is still to be shown of a list from which some entries are being removed. */
export function useWithoutRemoved<T extends { readonly id: string }>(list: readonly T[]): readonly T[] {
  const removed = useSyncExternalStore(subscribe, () => waiting)
  return list.filter(({ id }) => !removed.has(id))
}
