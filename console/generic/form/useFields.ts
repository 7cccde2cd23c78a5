import type { FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { useCallback, useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { ApiProblem } from '../../app/problem.ts'
import { bodyValue } from '../model/record.ts'
import { askedOf, isAsked } from './asked.ts'
import { faults, type Problems, refusals, useProblemText, type Values } from './problems.ts'

export interface Fields {
  readonly values: Values
  readonly problems: Problems
  readonly changed: boolean
  set(name: string, value: unknown): void
  /** Judges a field when the person leaves it. */
  leave(name: string): void
  /** How often a changed field was left: each time the server may be asked. */
  readonly left: number
  /** Judges all of them; true when nothing is wrong. */
  check(): boolean
  /** What of the values may be kept as a draft. */
  readonly keepable: Values
  /** Shows what the server refused. */
  refuse(problem: ApiProblem): void
  /** Shows what the server would refuse, of what stands there now; each goes when its field changes. */
  warn(warnings: Problems): void
  reset(values: Values): void
}

const under = (path: string, name: string) => path === name || path.startsWith(`${name}.`)
const without = (problems: Problems, name: string): Problems =>
  Object.fromEntries(Object.entries(problems).filter(([path]) => !under(path, name)))

/** Values being edited, and what is wrong with them: judged on leaving a field, and again while it is being put right. */
export function useFields(fields: readonly FieldMeta[], initial: Values): Fields {
  const sentence = useProblemText()
  const [values, setValues] = useState(initial)
  const [problems, setProblems] = useState<Problems>({})
  const [warnings, warn] = useState<Problems>({})
  const [left, setLeft] = useState(0)
  const start = useRef(initial)
  const latest = useRef(values)
  latest.current = values

  const judge = (field: FieldMeta, value: unknown): Problems =>
    Object.fromEntries(faults(field, value).map(([path, problem]) => [path, sentence(problem)]))
  const one = (name: string, value: unknown) => {
    const field = fields.find(field => field.name === name)
    setProblems(all => ({ ...without(all, name), ...(field && judge(field, value)) }))
  }
  const set = (name: string, value: unknown) => {
    latest.current = { ...latest.current, [name]: value }
    setValues(latest.current)
    warn(all => (name in all ? without(all, name) : all))
    if (Object.keys(problems).some(path => under(path, name))) one(name, value)
  }
  const check = () => {
    const asked = askedOf(fields, latest.current)
    const all = Object.assign({}, ...asked.map(field => judge(field, latest.current[field.name])))
    setProblems(all)
    return Object.keys(all).length === 0
  }
  const reset = useCallback((next: Values) => {
    start.current = next
    latest.current = next
    setValues(next)
    setProblems({})
    warn({})
  }, [])
  const changed = useMemo(() => Object.keys(bodyOf(fields, values, start.current)).length > 0, [fields, values])
  const keepable = useMemo(() => withoutSecrets(fields, values), [fields, values])
  const leave = (name: string) => {
    const untouched = (latest.current[name] ?? null) === (start.current[name] ?? null)
    if (untouched) return
    one(name, latest.current[name])
    setLeft(times => times + 1)
  }
  // At once, because the focus goes to the first refused field in the next frame.
  const refuse = (problem: ApiProblem) => flushSync(() => setProblems(refusals(problem)))
  const all = useMemo(() => ({ ...warnings, ...problems }), [warnings, problems])
  return { values, problems: all, changed, keepable, left, set, leave, check, refuse, warn, reset }
}

/** As the server would get it, so that a reference chosen again is no change. */
const written = (field: FieldMeta, value: unknown) =>
  JSON.stringify(bodyValue(value === '' ? null : value, field) ?? null)

/** What does not apply any more does not stay behind in the record. */
const givenOf = (field: FieldMeta, values: Values) =>
  isAsked(field, values) ? values[field.name] : field.nullable ? null : undefined

/** The body of a create or an action: what was filled in. Of an update: what differs from before. */
export function bodyOf(fields: readonly FieldMeta[], values: Values, before?: Values): Record<string, unknown> {
  const given = fields.filter(field => {
    const value = givenOf(field, values)
    if (before) return value !== undefined && written(field, value) !== written(field, before[field.name])
    return value !== undefined && value !== null && value !== ''
  })
  return Object.fromEntries(given.map(field => [field.name, bodyValue(givenOf(field, values), field) ?? null]))
}

/** What may stay behind on this device: never a secret that somebody typed. */
export const withoutSecrets = (fields: readonly FieldMeta[], values: Values): Values =>
  Object.fromEntries(
    Object.entries(values).filter(([name]) => fields.find(field => field.name === name)?.kind !== 'secret'),
  )

/** What an empty form starts with. */
export const defaultsOf = (fields: readonly FieldMeta[]): Values =>
  Object.fromEntries(fields.filter(field => field.default !== undefined).map(field => [field.name, field.default]))
