import type { Values } from './problems.ts'

interface Draft {
  readonly values: Values
  /** The version of the record it was begun on; a draft of an older one is still offered. */
  readonly version: number | null
  readonly at: string
}

const keyOf = (person: string, path: string, id: string) => `tenon.draft.${person}.${path}.${id}`

/** What somebody typed and did not send, kept on this device for them alone. */
export function draftsOf(person: string, path: string, id = 'new') {
  const key = keyOf(person, path, id)
  return {
    read(): Draft | undefined {
      const text = localStorage.getItem(key)
      return text ? (JSON.parse(text) as Draft) : undefined
    },
    keep(values: Values, version: number | null) {
      localStorage.setItem(key, JSON.stringify({ values, version, at: new Date().toISOString() } satisfies Draft))
    },
    drop: () => localStorage.removeItem(key),
  }
}
