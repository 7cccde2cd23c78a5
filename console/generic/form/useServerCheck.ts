import type { Found } from '@tenon/kernel/fields/field-view.ts'
import { useEffect, useRef, useState } from 'react'
import { request } from '../../app/api.ts'
import { ApiProblem } from '../../app/problem.ts'
import type { Fields } from './useFields.ts'

interface Checked {
  readonly fields: readonly { readonly field: string; readonly message: string; readonly existing?: Found }[]
  readonly problem: { readonly detail: string } | null
  readonly alike: readonly (Found & { readonly field: string })[]
}

/** What the server knows of the values that the form cannot: which record has them already, and which is nearly the same. */
export interface Known {
  /** By field: the record that holds a value which only one may hold. */
  readonly existing: Readonly<Record<string, Found>>
  /** By field: records that may be the one that is being made. */
  readonly alike: Readonly<Record<string, readonly Found[]>>
  /** Why the whole would be refused, fields aside. */
  readonly refusal: string | null
}
const nothing: Known = { existing: {}, alike: {}, refusal: null }

/** On leaving a field soon; while one is being put right, once the typing pauses. */
const pauses = { leaving: 150, fixing: 500 }

function knownOf({ fields, alike, problem }: Checked): Known {
  const existing = fields.flatMap(({ field, existing }) => (existing ? [[field, existing] as const] : []))
  return {
    existing: Object.fromEntries(existing),
    alike: Object.fromEntries(alike.map(({ field }) => [field, alike.filter(each => each.field === field)])),
    refusal: problem?.detail ?? null,
  }
}

/**
 * Asks the server what it would say to what is typed so far, when a field is left and while a refused one is being put
 * right. It never stands in the way: without an answer, sending tells.
 */
export function useServerCheck(path: string, id: string | undefined, fields: Fields, body: () => object): Known {
  const [known, setKnown] = useState(nothing)
  const { left, values, warn } = fields
  const isFixing = useRef(false)
  const ask = useRef(body)
  ask.current = body

  // biome-ignore lint/correctness/useExhaustiveDependencies: asked when a field is left or, while fixing, has changed.
  useEffect(() => {
    const given = ask.current()
    if (Object.keys(given).length === 0) return
    if (left === 0) return
    const answer = new AbortController()
    const check = async () => {
      try {
        const checked = await request<Checked>('POST', `/${path}/check`, {
          body: { ...(id && { id }), values: given },
          signal: answer.signal,
          expectsSession: false,
        })
        isFixing.current = checked.fields.length > 0 || checked.problem !== null
        warn(Object.fromEntries(checked.fields.map(({ field, message }) => [field, message])))
        setKnown(knownOf(checked))
      } catch (error) {
        // Unanswered or refused as a whole: sending will say so, in its own place.
        if (!(error instanceof ApiProblem) && !answer.signal.aborted) throw error
      }
    }
    const timer = setTimeout(check, isFixing.current ? pauses.fixing : pauses.leaving)
    return () => {
      clearTimeout(timer)
      answer.abort()
    }
  }, [left, isFixing.current ? values : null, path, id])
  return known
}
