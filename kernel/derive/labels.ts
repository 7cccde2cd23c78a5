import type { AnyAction } from '../entity/action.ts'
import type { Catalog } from '../entity/catalog.ts'
import { type AnyEntity, fieldsOf } from '../entity/entity.ts'
import type { Texts } from '../entity/system.ts'
import type { AnyField, Fields } from '../fields/field.ts'
import { type Language, languages } from '../messages/language.ts'
import { remember } from '../remember.ts'

/** The texts of everything declared, in one language, from the systems' message files. */
export interface Labels {
  system(name: string): string
  entity(entity: AnyEntity): { one: string; many: string; purpose: string }
  facet(entity: AnyEntity, path: string): { one: string; many: string }
  field(entity: AnyEntity, name: string): { label: string; hint?: string }
  /** What the records are to the one their reference points at: its purchases, its successors. */
  related(entity: AnyEntity, field: string): string
  option(entity: AnyEntity, field: string, option: string): string
  state(entity: AnyEntity, state: string): string
  /** `done` is what is said when it has succeeded. */
  action(action: AnyAction): { label: string; hint?: string; done?: string }
  input(action: AnyAction, name: string): { label: string; hint?: string }
  inputOption(action: AnyAction, field: string, option: string): string
  view(entity: AnyEntity, view: string): string
  /** A part of its form. */
  section(entity: AnyEntity, section: string): string
  role(system: string, role: string): string
  /** A verb that every kind of record has: `list`, `create`. */
  verb(verb: string): string
  /** A right that no entity and no action implies. */
  permission(system: string, permission: string): string
}

type Tree = { readonly [key: string]: Tree | string }

/** What the kernel gives every record. */
const kernelTexts: Readonly<Record<Language, Tree>> = {
  en: {
    status: 'Status',
    createdAt: 'Created',
    updatedAt: 'Changed',
    createdBy: 'Created by',
    version: 'Version',
    id: 'Id',
    create: 'Created',
    update: 'Changed',
    remove: 'Removed',
    restore: 'Restored',
    reveal: 'Shown in full',
    reassign: 'Handed over',
  },
  zh: {
    status: '状态',
    createdAt: '创建时间',
    updatedAt: '修改时间',
    createdBy: '创建人',
    version: '版本',
    id: '编号',
    create: '创建',
    update: '修改',
    remove: '删除',
    restore: '恢复',
    reveal: '查看完整内容',
    reassign: '已移交',
  },
}

/** What can be done with every kind of record. */
const verbTexts: Readonly<Record<Language, Tree>> = {
  en: {
    list: 'List',
    read: 'Read',
    create: 'Create',
    update: 'Change',
    remove: 'Remove',
    export: 'Export',
    import: 'Import',
    reveal: 'Reveal masked fields',
  },
  zh: {
    list: '浏览列表',
    read: '查看',
    create: '新建',
    update: '修改',
    remove: '删除',
    export: '导出',
    import: '导入',
    reveal: '查看脱敏内容',
  },
}

function at(tree: Tree | string | undefined, path: readonly string[]): Tree | string | undefined {
  return path.reduce<Tree | string | undefined>((node, key) => (typeof node === 'object' ? node[key] : undefined), tree)
}
/** `startsOn` as `Starts on`: what stands there until the message files have the words. */
const humanise = (name: string) => {
  const words = name.replace(/_/g, ' ').replace(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`)
  return words.charAt(0).toUpperCase() + words.slice(1)
}
const text = (node: Tree | string | undefined, name: string) =>
  typeof node === 'string' ? node : typeof node?.label === 'string' ? node.label : humanise(name)
const labelled = (node: Tree | string | undefined, fallback: string) => {
  const hint = typeof node === 'object' && typeof node.hint === 'string' ? { hint: node.hint } : {}
  return { label: text(node, fallback), ...hint }
}
const doneIn = (node: Tree | string | undefined) =>
  typeof node === 'object' && typeof node.done === 'string' ? { done: node.done } : {}

function labelsIn(catalog: Catalog, language: Language): Labels {
  const trees = new Map(catalog.systems.map(system => [system.name, system.messages[language] as Tree]))
  const of = (entity: AnyEntity, ...path: string[]) => at(trees.get(entity.system), ['entities', entity.noun, ...path])
  const own = kernelTexts[language]
  return {
    system: name => text(at(trees.get(name), ['label']), name),
    entity: entity => ({
      one: text(of(entity, 'one'), entity.noun),
      many: text(of(entity, 'many'), entity.noun),
      purpose: text(of(entity, 'purpose'), ''),
    }),
    facet: (entity, path) => ({
      one: text(of(entity, 'facets', path, 'one'), path),
      many: text(of(entity, 'facets', path, 'many'), path),
    }),
    field: (entity, name) => labelled(of(entity, 'fields', name) ?? own[name], name),
    related: (entity, field) => {
      const own = of(entity, 'fields', field, 'related')
      return typeof own === 'string' ? own : text(of(entity, 'many'), entity.noun)
    },
    option: (entity, field, option) => text(of(entity, 'options', field, option), option),
    state: (entity, state) => text(of(entity, 'states', state), state),
    action: action => {
      const node = of(action.entity, 'actions', action.name) ?? own[action.name]
      return { ...labelled(node, action.name), ...doneIn(node) }
    },
    input: (action, name) =>
      labelled(of(action.entity, 'actions', action.name, 'fields', name) ?? of(action.entity, 'fields', name), name),
    inputOption: (action, field, option) =>
      text(
        of(action.entity, 'actions', action.name, 'options', field, option) ??
          of(action.entity, 'options', field, option),
        option,
      ),
    view: (entity, view) => text(of(entity, 'views', view), view),
    section: (entity, section) => text(of(entity, 'sections', section), section),
    role: (system, role) => text(at(trees.get(system), ['roles', role]), role),
    verb: verb => text(at(verbTexts[language], [verb]), verb),
    permission: (system, permission) =>
      text(at(trees.get(system), ['permissions', permission.split('.').slice(1).join('.')]), permission),
  }
}

const made = new WeakMap<Catalog, Map<Language, Labels>>()
export function labelsOf(catalog: Catalog, language: Language): Labels {
  const byLanguage = remember(made, catalog, () => new Map(languages.map(l => [l, labelsIn(catalog, l)])))
  return byLanguage.get(language) as Labels
}

/** The words for what an audit row did, as done: an action's or an endpoint's, or the kernel's own. */
export function actLabel(catalog: Catalog, language: Language, entity: AnyEntity, act: string): string {
  const messages = catalog.system(entity.system).messages[language] as Tree
  const node = at(messages, ['entities', entity.noun, 'actions', act]) ?? kernelTexts[language][act]
  return doneIn(node).done ?? text(node, act)
}

const keysOf = (node: unknown, path: string[] = []): string[] =>
  typeof node === 'object' && node !== null
    ? Object.entries(node as Texts).flatMap(([key, child]) => keysOf(child, [...path, key]))
    : [path.join('.')]

const optionsOf = ({ kind }: AnyField) => (kind.ui.options as readonly string[] | undefined) ?? []

/** Whether something declared stands behind a text of an entity: `fields.endsOn`, `options.edition.team`. */
function isMeant(entity: AnyEntity, actions: readonly AnyAction[], path: readonly string[]): boolean {
  const [part = '', name = '', option = ''] = path
  const fields = entity.fields as Fields
  const among: Readonly<Record<string, () => boolean>> = {
    fields: () => name in fields || kernelTexts.en[name] !== undefined,
    options: () => fields[name] !== undefined && optionsOf(fields[name]).includes(option),
    states: () => name in entity.states,
    sections: () => name in (entity.sections ?? {}),
    views: () => name in (entity.views ?? {}),
    facets: () => name in (entity.facets ?? {}),
    actions: () => isAct(actions, path),
  }
  return among[part]?.() ?? true
}

/** Acts are also named that are no actions: what an endpoint of its own writes into the history. */
function isAct(actions: readonly AnyAction[], [, name, part, field = '', option = '']: readonly string[]): boolean {
  const action = actions.find(each => each.name === name)
  if (!action || part === undefined) return true
  const input = action.input as Fields
  if (part === 'fields') return field in input
  return part !== 'options' || (input[field] !== undefined && optionsOf(input[field]).includes(option))
}

/** Texts of entities behind which nothing is declared any more: each as `system: path`. */
export function strayTexts(catalog: Catalog): string[] {
  return catalog.systems.flatMap(({ name, messages, permissions }) =>
    Object.entries((messages.en as Tree).entities ?? {}).flatMap(([noun, words]) => {
      const entity = catalog.entities.find(each => each.system === name && each.noun === noun)
      // What rights are about needs no entity: the log of all records is none.
      if (!entity)
        return permissions.some(right => right.startsWith(`${name}.${noun}.`)) ? [] : [`${name}: entities.${noun}`]
      const actions = catalog.actionsOf(entity)
      const stray = keysOf(words).filter(key => !isMeant(entity, actions, key.split('.')))
      return stray.map(key => `${name}: entities.${noun}.${key}`)
    }),
  )
}

/** Texts that are declared in one language only, or missing for something declared: each as `system: path`. */
export function missingTexts(catalog: Catalog): string[] {
  const lopsided = catalog.systems.flatMap(({ name, messages }) => {
    const [en, zh] = [new Set(keysOf(messages.en)), new Set(keysOf(messages.zh))]
    return [...en.symmetricDifference(zh)].map(key => `${name}: ${key} (one language only)`)
  })
  const unnamed = catalog.entities.flatMap(entity => {
    const words = at(catalog.system(entity.system).messages.en as Tree, ['entities', entity.noun])
    const wanted = [
      ['one'],
      ['many'],
      ...Object.keys(entity.fields).map(name => ['fields', name]),
      ...Object.keys(entity.states).map(name => ['states', name]),
      ...Object.keys(entity.sections ?? {}).map(name => ['sections', name]),
      ...catalog.actionsOf(entity).map(({ name }) => ['actions', name]),
      ...Object.keys(entity.views ?? {}).map(name => ['views', name]),
      ...fieldsOf(entity).flatMap(([name, field]) => optionsOf(field).map(option => ['options', name, option])),
    ]
    return wanted
      .filter(path => at(words, path) === undefined)
      .map(path => `${entity.name}: ${path.join('.')} (no words yet)`)
  })
  const unnamedRights = catalog.systems.flatMap(({ name, permissions, messages }) =>
    permissions
      .filter(right => at(messages.en as Tree, ['permissions', right.split('.').slice(1).join('.')]) === undefined)
      .map(right => `${name}: permissions ${right} (no words yet)`),
  )
  const unnamedNotices = catalog.systems.flatMap(({ name, notices, messages }) =>
    notices
      .filter(kind => at(messages.en as Tree, ['notices', kind, 'text']) === undefined)
      .map(kind => `${name}: notices ${kind} (no words yet)`),
  )
  return [...lopsided, ...unnamed, ...unnamedRights, ...unnamedNotices]
}
