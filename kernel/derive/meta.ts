import type { Access } from '../access/access.ts'
import { permissionOf } from '../access/permission.ts'
import { fieldCondition, shownCondition } from '../access/scope.ts'
import { operatorsOf, queryable } from '../data/filter.ts'
import { isGroupable, measuresOf } from '../data/measure.ts'
import { isOpen } from '../data/selection.ts'
import type { AnyAction } from '../entity/action.ts'
import type { Catalog } from '../entity/catalog.ts'
import type { Actor } from '../entity/ctx.ts'
import { type AnyEntity, type Facet, fieldsOf, statesOf, titleFields, type View } from '../entity/entity.ts'
import type { AnyField, Fields } from '../fields/field.ts'
import { comparable } from '../fields/field.ts'
import type { Language } from '../messages/language.ts'
import { homeOf } from './home.ts'
import { type Labels, labelsOf } from './labels.ts'
import type {
  ActionMeta,
  EntityMeta,
  FieldMeta,
  Meta,
  NavigationItem,
  RelatedMeta,
  StateMeta,
  SystemMeta,
  ViewMeta,
} from './meta-types.ts'

interface Person {
  readonly catalog: Catalog
  readonly actor: Actor
  readonly labels: Labels
}

/** How a field is named and its options worded: as an entity's own, or as an action's input. */
interface Wording {
  readonly name: { label: string; hint?: string }
  option(value: string): string
}

/** What a summary may ask of a field: like an order, only what is open on every row. */
function summed({ actor }: Person, entity: AnyEntity, name: string): Pick<FieldMeta, 'groupable' | 'measures'> {
  const grants = actor.access.grants(permissionOf(entity, 'list'))
  const field = queryable(entity, name)
  if (!field || !isOpen({ entity, access: actor.access, grants }, name)) return {}
  const measures = measuresOf(field)
  return {
    ...(isGroupable(entity, name) ? { groupable: true } : {}),
    ...(measures.length ? { measures } : {}),
  }
}

const limits = ['min', 'max', 'maxLength', 'scale', 'currency', 'computed', 'scan'] as const

function fieldMeta(
  person: Person,
  name: string,
  field: AnyField,
  wording: Wording,
  rights: { write: boolean },
): FieldMeta {
  const { kind, traits } = field
  const target = kind.refersTo?.() as AnyEntity | undefined
  const path = target && person.catalog.collectionOf(target)
  const line = kind.lines?.() as AnyEntity | undefined
  const options = kind.ui.options as readonly string[] | undefined
  const limit = Object.fromEntries(limits.flatMap(key => (kind.ui[key] === undefined ? [] : [[key, kind.ui[key]]])))
  return {
    name,
    kind: kind.name,
    ...wording.name,
    required: traits.presence === 'required',
    writable: rights.write && (traits.presence === 'required' || traits.presence === 'optional'),
    nullable: traits.nullable,
    ...(traits.default === undefined ? {} : { default: traits.default }),
    sortable: kind.sortable && kind.columns.length > 0,
    operators: kind.columns.length > 0 ? operatorsOf(field) : [],
    ...(options ? { options: options.map(value => ({ value, label: wording.option(value) })) } : {}),
    ...(target && path ? { refersTo: { entity: target.name, path } } : {}),
    ...(line
      ? { lines: fieldsOf(line).map(([n, f]) => fieldMeta(person, n, f, ownWording(person, line, n), rights)) }
      : {}),
    ...limit,
  }
}

const ownWording = ({ labels }: Person, entity: AnyEntity, name: string): Wording => ({
  name: labels.field(entity, name),
  option: value => labels.option(entity, name, value),
})

/** What shows a record: reading it, or at least listing it. */
const seeing = ({ access }: Actor, entity: AnyEntity) => [
  ...new Set(['read', 'list'].flatMap(verb => access.grants(permissionOf(entity, verb)))),
]

/** Only ever shown in part: no filter and no order may ask about it. */
const isMasked = ({ actor }: Person, entity: AnyEntity, field: string) =>
  fieldCondition(entity, seeing(actor, entity), field, 't') === 'never'

const readable = ({ actor }: Person, entity: AnyEntity, field: string) =>
  shownCondition(entity, seeing(actor, entity), field, 't') !== 'never'

function writable({ actor }: Person, entity: AnyEntity, field: string) {
  const verbs = ['create', 'update'].flatMap(verb => actor.access.grants(permissionOf(entity, verb)))
  return verbs.length > 0 && fieldCondition(entity, verbs, field, 't') !== 'never'
}

function kernelFields(person: Person, entity: AnyEntity): FieldMeta[] {
  const { labels } = person
  const fixed = { required: false, writable: false, nullable: false, sortable: true }
  const status: FieldMeta[] = statesOf(entity).length
    ? [
        {
          name: 'status',
          kind: 'status',
          ...labels.field(entity, 'status'),
          ...fixed,
          operators: ['eq', 'ne', 'in', 'nin'],
          ...summed(person, entity, 'status'),
          options: stateMetas(person, entity).map(s => ({ value: s.name, label: s.label, tone: s.tone })),
        },
      ]
    : []
  const instants = ['createdAt', 'updatedAt'].map(name => ({
    name,
    kind: 'instant',
    ...labels.field(entity, name),
    ...fixed,
    operators: comparable,
    ...summed(person, entity, name),
  }))
  return [...status, ...instants]
}

const stateMetas = ({ labels }: Person, entity: AnyEntity): StateMeta[] =>
  statesOf(entity).map(name => ({
    name,
    label: labels.state(entity, name),
    tone: entity.tones?.[name] ?? 'unstarted',
    next: entity.states[name] ?? [],
  }))

function actionMeta(person: Person, action: AnyAction): ActionMeta {
  const { labels } = person
  const to = typeof action.to === 'string' ? [action.to] : (action.to ?? [])
  return {
    name: action.name,
    ...labels.action(action),
    from: action.from ?? [],
    to: [...to],
    danger: action.danger,
    input: Object.entries(action.input as Fields).map(([name, field]) =>
      fieldMeta(
        person,
        name,
        field,
        { name: labels.input(action, name), option: value => labels.inputOption(action, name, value) },
        { write: true },
      ),
    ),
  }
}

/** `@me` in a view's filter as this person; days and periods stay words, so that they mean the day they are asked on. */
const resolve = ({ actor }: Person, value: string) => (value === '@me' ? (actor.memberId ?? '') : value)

function viewMetas(person: Person, entity: AnyEntity): ViewMeta[] {
  const views = Object.entries((entity.views ?? {}) as Record<string, View<Fields, Record<string, string[]>>>)
  return views.map(([name, view]) => ({
    name,
    label: person.labels.view(entity, name),
    columns: view.columns ?? [],
    query: {
      ...Object.fromEntries(
        Object.entries(view.filter ?? {}).map(([key, value]) => [filterKey(key), resolve(person, value)]),
      ),
      ...(view.scope ? { scope: view.scope } : {}),
      ...(view.sort ? { sort: [view.sort].flat().join(',') } : {}),
      ...(view.shape ? { shape: view.shape } : {}),
    },
  }))
}
/** `endsOn` or `endsOn.lte` of a declaration as the query parameter. */
const filterKey = (key: string) => {
  const [field, operator] = key.split('.')
  return operator ? `filter[${field}][${operator}]` : `filter[${field}]`
}

function relatedMetas(person: Person, entity: AnyEntity): RelatedMeta[] {
  return person.catalog.entities.flatMap(other => {
    const path = person.catalog.collectionOf(other)
    if (!path || other.derived || !person.actor.access.may(permissionOf(other, 'list'))) return []
    return fieldsOf(other)
      .filter(([name, { kind }]) => kind.refersTo?.().name === entity.name && readable(person, other, name))
      .map(([field]) => ({ entity: other.name, path, field, label: person.labels.related(other, field) }))
  })
}

const sectionMetas = ({ labels }: Person, entity: AnyEntity): EntityMeta['sections'] =>
  Object.entries((entity.sections ?? {}) as Record<string, readonly string[]>).map(([name, fields]) => ({
    name,
    label: labels.section(entity, name),
    fields,
  }))

function dependence({ when = {}, follows = {} }: AnyEntity, name: string): Pick<FieldMeta, 'when' | 'follows'> {
  const condition = when[name] as FieldMeta['when']
  return { ...(condition ? { when: condition } : {}), ...(follows[name] ? { follows: follows[name] } : {}) }
}

/** The reference that leads to the person whose own it is, where this reader may see it. */
function ownerOf(entity: AnyEntity, shown: readonly (readonly [string, AnyField])[]) {
  const name = entity.scopes?.own?.split('.')[0]
  return shown.some(([field, { kind }]) => field === name && kind.refersTo) ? { owner: name as string } : {}
}

const onlyInPart = { masked: true, sortable: false, operators: [] } as const

function entityMeta(person: Person, entity: AnyEntity): EntityMeta {
  const { labels, actor, catalog } = person
  const { one, many, purpose } = labels.entity(entity)
  const may = (verb: string) => actor.access.may(permissionOf(entity, verb))
  const byHand = !entity.byActionsOnly
  const fields = fieldsOf(entity).filter(([name]) => readable(person, entity, name) || writable(person, entity, name))
  const facets = Object.entries((entity.facets ?? {}) as Record<string, Facet<Fields>>)
  return {
    name: entity.name,
    system: entity.system,
    path: entity.path as string,
    facets: facets.map(([path, { field, value }]) => {
      const words = labels.facet(entity, path)
      return { path, label: words.many, one: words.one, field, value }
    }),
    label: one,
    labelMany: many,
    icon: entity.icon ?? 'file-text',
    purpose,
    title: titleFields(entity),
    ...ownerOf(entity, fields),
    sections: sectionMetas(person, entity),
    fields: [
      ...fields.map(([name, field]) => ({
        ...fieldMeta(person, name, field, ownWording(person, entity, name), { write: writable(person, entity, name) }),
        ...(entity.fixed?.includes(name) ? { fixed: true } : {}),
        ...(entity.meters?.[name] ? { limitedBy: entity.meters[name] } : {}),
        ...dependence(entity, name),
        ...summed(person, entity, name),
        ...(readable(person, entity, name) && isMasked(person, entity, name) ? onlyInPart : {}),
      })),
      ...kernelFields(person, entity),
    ],
    states: stateMetas(person, entity),
    lifecycle: entity.lifecycle ?? [],
    actions: catalog
      .actionsOf(entity)
      .filter(a => !a.automatic && actor.access.may(a.permission))
      .map(a => actionMeta(person, a)),
    views: viewMetas(person, entity),
    ...(entity.opens ? { opens: entity.opens } : {}),
    related: relatedMetas(person, entity),
    may: {
      create: may('create') && byHand,
      update: may('update') && byHand && !entity.appendOnly,
      remove: may('remove') && byHand && !entity.appendOnly,
      import: may('import') && may('create') && byHand,
      export: may('export'),
      reveal: may('reveal'),
    },
  }
}

function navigationItem({ catalog, labels }: Navigator, access: Access, path: string): NavigationItem[] {
  const collection = catalog.collections.find(c => c.path === path)
  if (!collection) throw new Error(`The navigation names ${path}, which is no collection`)
  const { entity, facet } = collection
  if (!access.may(permissionOf(entity, 'list'))) return []
  const label = facet ? labels.facet(entity, path).many : labels.entity(entity).many
  return [{ path, entity: entity.name, label, icon: entity.icon ?? 'file-text' }]
}

type Navigator = Pick<Person, 'catalog' | 'labels'>

/** The systems in whose lists there is something to see, each with those lists. */
export function navigationOf(catalog: Catalog, access: Access, language: Language): SystemMeta[] {
  const navigator = { catalog, labels: labelsOf(catalog, language) }
  return catalog.systems
    .map(({ name, navigation, setup }) => ({
      name,
      label: navigator.labels.system(name),
      navigation: navigation.flatMap(path => navigationItem(navigator, access, path)),
      setup: setup.flatMap(path => navigationItem(navigator, access, path)),
    }))
    .filter(system => system.navigation.length + system.setup.length > 0)
}

/** All that a person's console needs to draw itself: only what that person may read, in that person's language. */
export function metaOf(catalog: Catalog, actor: Actor, language: Language): Meta {
  const person: Person = { catalog, actor, labels: labelsOf(catalog, language) }
  const shown = catalog.entities.filter(e => e.path && seeing(actor, e).length > 0)
  const entities = Object.fromEntries(shown.map(entity => [entity.name, entityMeta(person, entity)]))
  return {
    language,
    systems: navigationOf(catalog, actor.access, language),
    entities,
    home: homeOf({ catalog, access: actor.access, entities }, language),
  }
}
