import type { FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { expect, test } from 'vitest'
import { isAsked, sectionsOf } from './asked.ts'
import { bodyOf } from './useFields.ts'

const field = (name: string, more: Partial<FieldMeta> = {}) =>
  ({
    name,
    kind: 'text',
    label: name,
    required: false,
    writable: true,
    nullable: true,
    sortable: true,
    operators: [],
    ...more,
  }) as unknown as FieldMeta
const model = field('model')
const endsOn = field('endsOn', { when: { model: ['trial', 'subscription'] } })

test('what does not apply is neither asked for nor sent, and is emptied where it stood', () => {
  expect([isAsked(endsOn, { model: 'trial' }), isAsked(endsOn, { model: 'perpetual' }), isAsked(endsOn, {})]).toEqual([
    true,
    false,
    false,
  ])
  const fields = [model, endsOn]
  expect(bodyOf(fields, { model: 'perpetual', endsOn: '2026-01-01' })).toEqual({ model: 'perpetual' })
  const before = { model: 'trial', endsOn: '2026-01-01' }
  expect(bodyOf(fields, { ...before, model: 'perpetual' }, before)).toEqual({ model: 'perpetual', endsOn: null })
})

test('fields stand in their sections, those of none after them, child lines by themselves', () => {
  const fields = [field('note'), model, endsOn, field('parts', { kind: 'lines', label: 'Parts' })]
  const divided = sectionsOf(
    { sections: [{ name: 'term', label: 'Term', fields: ['endsOn', 'model', 'gone'] }] },
    fields,
    'More',
  )
  expect(divided.map(({ label, fields }) => [label, fields.map(({ name }) => name)])).toEqual([
    ['Term', ['endsOn', 'model']],
    ['More', ['note']],
    ['Parts', ['parts']],
  ])
  expect(sectionsOf({ sections: [] }, fields.slice(0, 2), 'More').map(({ label }) => label)).toEqual([undefined])
})
