import { request } from '../../app/api.ts'
import { ApiProblem } from '../../app/problem.ts'
import { type Device, thisDevice } from './device.ts'
import type { Values } from './problems.ts'

export interface Draft {
  readonly values: Values
  /** The version of the record it was begun on; a draft of an older one is still offered. */
  readonly version: number | null
  readonly at: string
  readonly device?: Device
}

const keyOf = (person: string, path: string, id: string) => `tenon.draft.${person}.${path}.${id}`

function parsed(text: string | null): Draft | undefined {
  try {
    return text ? (JSON.parse(text) as Draft) : undefined
  } catch {
    return undefined // what another version wrote is no draft of this one
  }
}

/** What somebody typed and did not send, kept on this device for them alone. */
export function draftsOf(person: string, path: string, id = 'new') {
  const key = keyOf(person, path, id)
  return {
    read: () => parsed(localStorage.getItem(key)),
    keep(values: Values, version: number | null): Draft {
      const draft = { values, version, at: new Date().toISOString(), device: thisDevice() } satisfies Draft
      try {
        localStorage.setItem(key, JSON.stringify(draft))
      } catch {
        // A full or forbidden storage: the server's copy is left.
      }
      return draft
    },
    drop: () => localStorage.removeItem(key),
  }
}

/** The same on the server, for a person's other devices. Calls follow one another, so that a late one never wins. */
export function serverDraftsOf(path: string, id = 'new') {
  const key = `${path}.${id}`
  const address = `/drafts/${encodeURIComponent(key)}`
  let last: Promise<unknown> = Promise.resolve()
  let isThere = false
  const after = <T>(call: () => Promise<T>): Promise<T | undefined> => {
    const next = last.then(call).catch(error => {
      // Without the server the draft is on this device, which the form says.
      if (!(error instanceof ApiProblem)) throw error
      return undefined
    })
    last = next
    return next
  }
  return {
    read: () =>
      after(async () => {
        const { data } = await request<{ data: { key: string }[] }>('GET', '/drafts', { expectsSession: false })
        isThere = data.some(each => each.key === key)
        return isThere ? (await request<{ value: Draft }>('GET', address)).value : undefined
      }),
    keep: (draft: Draft) =>
      after(async () => {
        await request('PUT', address, { body: { value: draft }, expectsSession: false })
        isThere = true
        return true
      }),
    drop: () =>
      after(async () => {
        if (isThere) await request('DELETE', address, { expectsSession: false })
        isThere = false
      }),
  }
}
