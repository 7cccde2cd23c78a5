import { type AnyField, Field, kind } from '../field.ts'

/**
 * Worked out from other fields on reading, never stored: `computed(field.integer(), ['endsOn'], daysLeft)`.
 * `value` gets the named fields and the tenant's day; it is pure. It cannot be filtered or sorted by.
 */
export function computed<F extends AnyField, Row>(
  shape: F,
  needs: readonly (keyof Row & string)[],
  value: (row: Row, today: string) => F['$type'] | null,
) {
  const base = shape.kind
  return new Field<F['$type'] | null, 'generated'>(
    kind<F['$type']>({
      name: base.name,
      columns: [],
      schema: base.schema,
      operators: [],
      toText: base.toText,
      ui: { ...base.ui, computed: true },
      sortable: false,
      computed: { needs, value },
    }),
    { presence: 'generated', nullable: true },
  )
}
