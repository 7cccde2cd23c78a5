import type { EntityMeta, FieldMeta } from '@tenon/kernel/derive/meta-types.ts'

/** How a value stands in a list beyond its kind: a day that can be missed, a person, a share of a hundred, an amount. */
export type Look = 'due' | 'person' | 'meter' | 'money' | 'plain'

const dueNames = /^(due|ends|end|expires|deadline|planned|deliver|closes|validUntil|promised|renews)/i
const people = 'identity.member'

const isPerson = (entity: EntityMeta | undefined) =>
  entity !== undefined &&
  (entity.name === people || entity.fields.some(each => each.name === 'member' && each.refersTo?.entity === people))

export function lookOf(field: FieldMeta, meta: EntityMeta, entities: Readonly<Record<string, EntityMeta>>): Look {
  if (field.kind === 'money') return 'money'
  if (field.kind === 'date' && meta.states.length > 0 && dueNames.test(field.name)) return 'due'
  if (field.kind === 'ref')
    return field.refersTo?.entity === people || isPerson(entities[field.refersTo?.entity ?? '']) ? 'person' : 'plain'
  const share = (field.kind === 'integer' || field.kind === 'decimal') && field.min === 0 && field.max === 100
  return share ? 'meter' : 'plain'
}

/** Whether a record in this state can still miss a day: not once its life is over, or it was put aside. */
export function canBeLate(meta: EntityMeta, status: string | undefined): boolean {
  const at = meta.states.findIndex(({ name }) => name === status)
  const state = meta.states[at]
  if (!state || state.next.length === 0) return false
  return at === 0 || state.tone !== 'unstarted'
}

export interface MoneyScale {
  readonly divisor: number
  readonly digits: number
  readonly suffix: string
}

const exact = (amounts: readonly string[]): MoneyScale => ({
  divisor: 1,
  digits: amounts.every(amount => Number.isInteger(Number(amount))) ? 0 : 2,
  suffix: '',
})

/** One unit and as many decimals for a whole column, small enough for the smallest of its amounts to be seen. */
export function moneyScale(amounts: readonly string[], language: 'en' | 'zh'): MoneyScale {
  const sizes = amounts.map(amount => Math.abs(Number(amount))).filter(size => size > 0)
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)]
  if (sizes.length === 0) return exact(amounts)
  if (language === 'zh' && least >= 1e8) return { divisor: 1e8, digits: 2, suffix: '亿' }
  if (language === 'zh' && least >= 1e3 && most >= 1e4) return { divisor: 1e4, digits: 1, suffix: '万' }
  if (language === 'en' && least >= 1e9) return { divisor: 1e9, digits: 2, suffix: 'B' }
  return language === 'en' && least >= 1e5 ? { divisor: 1e6, digits: 2, suffix: 'M' } : exact(amounts)
}
