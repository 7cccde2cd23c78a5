import { expect, test } from 'vitest'
import { type Catalog, type Resource, treeOf } from './catalog.ts'
import { levelOf, setLevel } from './fieldRights.ts'
import { countOf, detach, flip, flipMute, type Grants, isMuted, linesAt, newLine, take, tickOf } from './grants.ts'

const resource = (name: string, ...verbs: string[]): Resource => ({
  name,
  label: name,
  scopes: ['tenant', 'own'],
  fields: ['code', 'price', 'notes'].map(field => ({ name: field, label: field, personal: false })),
  permissions: verbs.map(verb => ({ permission: `${name}.${verb}`, verb, label: verb })),
})
const license = resource('licensing.license', 'list', 'read', 'update', 'remove')
const catalog: Catalog = {
  scopes: [],
  systems: [
    { name: 'licensing', label: 'Licensing', resources: [license, resource('licensing.host', 'read')] },
    { name: 'crm', label: 'CRM', resources: [resource('crm.lead', 'read')] },
  ],
}
const root = treeOf(catalog, 'Everything')
const [licensing] = root.children
const [licenses] = licensing?.children ?? []
if (!licensing || !licenses) throw new Error('The tree has a first resource')
const patterns = (grants: Grants) => grants.map(({ permission }) => permission).sort()

test('a tick on a resource takes the place of its verbs, and its state is told at every level', () => {
  const some = [newLine('licensing.license.read', 'own')]
  expect([tickOf(some, root), tickOf(some, licensing), tickOf(some, licenses)]).toEqual(['some', 'some', 'some'])
  // Reading brings finding in a list with it.
  expect(countOf(some, licenses)).toEqual([2, 4])
  const all = flip(some, root, licenses)
  expect(all).toEqual([newLine('licensing.license.*', 'own')])
  expect(tickOf(all, licenses)).toBe('all')
  expect(flip(all, root, licenses)).toEqual([])
})

test('taking one right from a wildcard leaves exactly the others, with their rows', () => {
  const left = take([newLine('*', 'own')], root, 'licensing.license.remove')
  expect(patterns(left)).toEqual([
    'crm.*',
    'licensing.host.*',
    'licensing.license.list',
    'licensing.license.read',
    'licensing.license.update',
  ])
  expect(left.every(({ scope }) => scope === 'own')).toBe(true)
  expect(tickOf(left, root)).toBe('some')
})

test('a wildcard in the middle of a line is told as the rights it gave, without the one taken', () => {
  const given = [newLine('licensing.*.read', 'own')]
  expect(tickOf(given, root)).toBe('some')
  expect(patterns(take(given, root, 'licensing.license.read'))).toEqual(['licensing.host.read'])
})

test('a right told apart from its wildcard gives the same as before', () => {
  const apart = detach([newLine('licensing.license.*', 'own')], root, 'licensing.license.read')
  expect(patterns(apart)).toEqual(license.permissions.map(({ permission }) => permission).sort())
})

test('muting is a line of its own and is taken back without a trace', () => {
  const given = [newLine('licensing.license.read', 'tenant')]
  const muted = flipMute(given, 'licensing.license.read')
  expect(isMuted(muted, 'licensing.license.read')).toBe(true)
  expect(linesAt(muted, 'licensing.license.read')).toHaveLength(1)
  expect(flipMute(muted, 'licensing.license.read')).toEqual(given)
})

test('a field has the level that was set, and the others keep theirs', () => {
  const given = [newLine('licensing.*', 'own')]
  for (const level of ['write', 'read', 'masked', 'hidden'] as const) {
    const set = setLevel(given, root, license, 'price', level)
    expect(levelOf(set, license, 'price')).toBe(level)
    expect(levelOf(set, license, 'code')).toBe('write')
  }
})

test('hiding the last field takes the right away instead of naming no field, which would mean all', () => {
  const one = [{ ...newLine('licensing.license.read', 'own'), fields: 'code' }]
  expect(setLevel(one, root, license, 'code', 'hidden')).toEqual([])
})

test('a field set back to what it was leaves the line as it was', () => {
  const given = [newLine('licensing.license.read', 'own'), newLine('licensing.license.update', 'own')]
  const hidden = setLevel(given, root, license, 'notes', 'hidden')
  expect(hidden).not.toEqual(given)
  expect(setLevel(hidden, root, license, 'notes', 'write')).toEqual(given)
})
