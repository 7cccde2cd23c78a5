import { invalid } from '../../problem/refusals.ts'
import type { Mapping } from './columns.ts'

const refuse = (field: string) => invalid({}, { fields: [{ field, code: 'INVALID_VALUE' }] })

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw refuse('mapping')
  }
}

/** `{"Company Name": "name", "Fax": null}`, as JSON or read. Put into a Map, so that no header can be more than a name. */
export function readMapping(given: unknown): Mapping {
  if (given === undefined || given === null || given === '') return new Map()
  const value = typeof given === 'string' ? parsed(given) : given
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw refuse('mapping')
  const entries = Object.entries(value)
  for (const [header, field] of entries)
    if (field !== null && typeof field !== 'string') throw refuse(`mapping.${header}`)
  return new Map(entries)
}
