import type { EntityMeta, FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import type { Values } from './problems.ts'

/** Whether a field applies to what is chosen so far: a licence without end asks for no last day. */
export const isAsked = ({ when }: FieldMeta, values: Values): boolean =>
  Object.entries(when ?? {}).every(([name, wanted]) => wanted.includes(String(values[name] ?? '')))

export const askedOf = (fields: readonly FieldMeta[], values: Values) => fields.filter(field => isAsked(field, values))

export interface FormSection {
  readonly name: string
  /** None for the first fields of a form that is not divided. */
  readonly label: string | undefined
  readonly fields: readonly FieldMeta[]
}

/** A form's fields in its sections; those in none at the end, and child lines each by themselves. */
export function sectionsOf(
  { sections }: Pick<EntityMeta, 'sections'>,
  fields: readonly FieldMeta[],
  rest: string,
): FormSection[] {
  const named = sections.map(({ name, label, fields: names }) => ({
    name,
    label,
    fields: names.flatMap(name => fields.find(field => field.name === name) ?? []),
  }))
  const taken = new Set(named.flatMap(section => section.fields))
  const loose = fields.filter(field => !taken.has(field))
  const plain = loose.filter(({ kind }) => kind !== 'lines')
  const lines = loose.filter(({ kind }) => kind === 'lines')
  const all = [
    ...named,
    { name: 'rest', label: named.length > 0 ? rest : undefined, fields: plain },
    ...lines.map(field => ({ name: field.name, label: field.label, fields: [field] })),
  ]
  return all.filter(section => section.fields.length > 0)
}
