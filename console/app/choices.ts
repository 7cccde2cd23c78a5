import { type QueryClient, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { request } from './api.ts'
import { ApiProblem } from './problem.ts'
import { useOptionalSession } from './session.tsx'

type Choices = Readonly<Record<string, unknown>>
/** What this device knows, and which of it the server has not confirmed yet: a reload loses nothing. */
interface Copy {
  readonly choices: Choices
  readonly unsent: readonly string[]
}

const storageKey = (owner: string) => `tenon.choices.${owner}`
const nothing: Copy = { choices: {}, unsent: [] }
/** Of a browser whose storage is full or forbidden. */
const inMemory = new Map<string, Copy>()

function readCopy(owner: string): Copy {
  const held = inMemory.get(owner)
  if (held) return held
  try {
    return { ...nothing, ...(JSON.parse(localStorage.getItem(storageKey(owner)) ?? '{}') as Partial<Copy>) }
  } catch {
    return nothing
  }
}

function keepCopy(owner: string, copy: Copy) {
  try {
    localStorage.setItem(storageKey(owner), JSON.stringify(copy))
  } catch {
    inMemory.set(owner, copy) // until the page is left; the server has the choice for longer
  }
}

/** The server's answer, but for what was chosen here and has not reached it. */
export function merged(answered: Choices, { choices, unsent }: Copy): Choices {
  const { ...all }: Record<string, unknown> = answered
  for (const key of unsent) {
    if (key in choices) all[key] = choices[key]
    else delete all[key]
  }
  return all
}

/** The copy after a choice; `undefined` takes the choice back. */
export function chosen({ choices, unsent }: Copy, key: string, value: unknown): Copy {
  const { [key]: _, ...others } = choices
  return {
    choices: value === undefined ? others : { ...others, [key]: value },
    unsent: [...new Set([...unsent, key])],
  }
}

const pause = 600
const waiting = new Map<string, ReturnType<typeof setTimeout>>()

/** Sent a moment after the last change, so that dragging an edge is one request. */
function sendSoon(owner: string, key: string) {
  clearTimeout(waiting.get(key))
  waiting.set(
    key,
    setTimeout(() => send(owner, key), pause),
  )
}

async function send(owner: string, key: string): Promise<void> {
  waiting.delete(key)
  const value = readCopy(owner).choices[key]
  try {
    if (value === undefined) await request('DELETE', `/choices/${key}`)
    else await request('PUT', `/choices/${key}`, { body: { value } })
  } catch (error) {
    // Unanswered, it goes with the next reading; a key the server does not know was never there.
    if (!(error instanceof ApiProblem)) throw error
    if (error.status === 0 || error.status >= 500) return
  }
  if (waiting.has(key)) return
  const copy = readCopy(owner)
  keepCopy(owner, { ...copy, unsent: copy.unsent.filter(other => other !== key) })
}

const choicesQuery = (owner: string) =>
  queryOptions({
    queryKey: ['choices', owner],
    queryFn: async ({ signal }): Promise<Choices> => {
      const answered = await request<Choices>('GET', '/choices', { signal })
      const copy = readCopy(owner)
      for (const key of copy.unsent) if (!waiting.has(key)) sendSoon(owner, key)
      const choices = merged(answered, copy)
      keepCopy(owner, { ...copy, choices })
      return choices
    },
    initialData: () => readCopy(owner).choices,
    initialDataUpdatedAt: 0,
    staleTime: 5 * 60_000,
    retry: false,
  })

function put(client: QueryClient, owner: string, key: string, value: unknown) {
  const next = chosen(readCopy(owner), key, value)
  keepCopy(owner, next)
  client.setQueryData(
    ['choices', owner],
    (before: Choices | undefined) => chosen({ ...next, choices: before ?? next.choices }, key, value).choices,
  )
  sendSoon(owner, key)
}

/**
 * What a person has chosen for themselves in this organisation, on every device: column widths, the home layout, tours
 * seen. Shown at once, sent a moment later; `undefined` goes back to the fallback.
 *
 *     const [widths, setWidths] = useChoice<Widths>('list.licenses.all', {})
 */
export function useChoice<T>(key: string, fallback: T): [T, (next: T | undefined) => void] {
  const client = useQueryClient()
  const session = useOptionalSession()
  const owner = session ? `${session.tenant.id}.${session.person.id}` : 'nobody'
  const { data } = useQuery({ ...choicesQuery(owner), enabled: session !== null, select: all => all[key] })
  const set = useCallback((next: T | undefined) => put(client, owner, key, next), [client, owner, key])
  return [data === undefined ? fallback : (data as T), set]
}
