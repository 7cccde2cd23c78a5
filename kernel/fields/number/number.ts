import { z } from 'zod'
import { column, comparable, Field, kind } from '../field.ts'

const int32 = 2_147_483_647
const wholeNumber = /^-?\d{1,10}$/

/** A whole number that fits 32 bits. */
export const integer = (limits: { min?: number; max?: number } = {}) => {
  const min = limits.min ?? -int32 - 1
  const max = limits.max ?? int32
  return new Field<number>(
    kind<number>({
      name: 'integer',
      columns: column('integer'),
      schema: z.int().min(min).max(max),
      read: (cells, at) => Number(cells[at]),
      operators: comparable,
      operand: text => (wholeNumber.test(text) && Math.abs(Number(text)) <= int32 ? text : undefined),
      fromText: text => (wholeNumber.test(text.trim()) ? Number(text) : text),
      ui: { min, max },
    }),
  )
}

/** `12.5` with scale 2 as 1250: exact, and bigint comparison is leakproof so an index works beside the tenant policy. */
export function toScaled(text: string, scale: number): bigint | undefined {
  const match = /^(-?)(\d{1,15})(?:\.(\d+))?$/.exec(text.trim())
  if (!match || (match[3]?.length ?? 0) > scale) return undefined
  const magnitude = BigInt(match[2] + (match[3] ?? '').padEnd(scale, '0'))
  return magnitude > 9_000_000_000_000_000_000n ? undefined : match[1] ? -magnitude : magnitude
}
/** The inverse of `toScaled`: 1250 with scale 2 as `12.50`. */
export function fromScaled(stored: string, scale: number): string {
  if (scale === 0) return stored
  const negative = stored.startsWith('-')
  const digits = (negative ? stored.slice(1) : stored).padStart(scale + 1, '0')
  return `${negative ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`
}

/** An exact decimal with a fixed number of places, as a string: `"12.50"`. */
export const decimal = (options: { scale?: number } = {}) => {
  const scale = options.scale ?? 2
  const scaled = (text: string) => toScaled(text, scale)?.toString()
  return new Field<string>(
    kind<string>({
      name: 'decimal',
      columns: column('bigint'),
      schema: z
        .string()
        .refine(text => scaled(text) !== undefined, { params: { code: 'INVALID_NUMBER' }, abort: true })
        .transform(text => fromScaled(scaled(text) as string, scale)),
      write: value => [scaled(value)],
      read: (cells, at) => fromScaled(cells[at] as string, scale),
      operators: comparable,
      operand: scaled,
      fromText: text => text.trim(),
      ui: { scale },
    }),
  )
}
