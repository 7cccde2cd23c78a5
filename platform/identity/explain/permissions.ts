import { permissionOf } from '@tenon/kernel/access/permission.ts'
import { scopesOf } from '@tenon/kernel/access/scope.ts'
import { labelsOf } from '@tenon/kernel/derive/labels.ts'
import type { AnyAction } from '@tenon/kernel/entity/action.ts'
import type { Catalog } from '@tenon/kernel/entity/catalog.ts'
import { type AnyEntity, fieldsOf } from '@tenon/kernel/entity/entity.ts'
import type { System } from '@tenon/kernel/entity/system.ts'
import type { Language } from '@tenon/kernel/messages/language.ts'
import { z } from 'zod'
import { scopeNames, scopeWord } from './words.ts'

/** A right that can be granted. */
export interface Right {
  readonly permission: string
  readonly verb: string
  readonly label: string
  readonly action?: AnyAction
}

const permissionView = z.object({ permission: z.string(), verb: z.string(), label: z.string(), danger: z.boolean() })
export const permissionsReply = z.object({
  systems: z.array(
    z.object({
      name: z.string(),
      label: z.string(),
      resources: z.array(
        z.object({
          name: z.string(),
          label: z.string(),
          path: z.string().optional(),
          fields: z.array(z.object({ name: z.string(), label: z.string(), personal: z.boolean() })),
          scopes: z.array(z.string()),
          permissions: z.array(permissionView),
        }),
      ),
    }),
  ),
  scopes: z.array(z.object({ name: z.string(), label: z.string() })),
})

function verbsOf(entity: AnyEntity): string[] {
  const byHand = !entity.byActionsOnly
  return [
    ...['list', 'read', 'export'],
    ...(byHand ? ['create', 'import'] : []),
    ...(byHand && !entity.appendOnly ? ['update', 'remove'] : []),
    ...(fieldsOf(entity).some(([, { kind }]) => kind.mask) ? ['reveal'] : []),
  ]
}

/** Everything that can be granted on an entity: its verbs and its named actions. */
export function rightsOn(catalog: Catalog, entity: AnyEntity, language: Language): Right[] {
  const labels = labelsOf(catalog, language)
  const actions = catalog.actionsOf(entity).filter(({ automatic }) => !automatic)
  return [
    ...verbsOf(entity).map(verb => ({ permission: permissionOf(entity, verb), verb, label: labels.verb(verb) })),
    ...actions.map(action => ({
      permission: action.permission,
      verb: action.name,
      label: labels.action(action).label,
      action,
    })),
  ]
}

const areRecords = ({ path }: AnyEntity) => path !== undefined

function resourceView(catalog: Catalog, entity: AnyEntity, language: Language) {
  const labels = labelsOf(catalog, language)
  return {
    name: entity.name,
    label: labels.entity(entity).many,
    ...(entity.path ? { path: entity.path } : {}),
    fields: fieldsOf(entity).map(([name, { traits }]) => ({
      name,
      label: labels.field(entity, name).label,
      personal: Boolean((traits as { personal?: unknown }).personal),
    })),
    scopes: ['tenant', ...scopesOf(entity), 'filter'],
    permissions: rightsOn(catalog, entity, language).map(({ permission, verb, label, action }) => ({
      permission,
      verb,
      label,
      danger: action?.danger ?? verb === 'remove',
    })),
  }
}

/** Rights without records: a resource of its own with one scope. */
function otherRights(catalog: Catalog, { name, permissions, queries }: System, language: Language) {
  const labels = labelsOf(catalog, language)
  const asked = [...new Set([...permissions, ...queries.map(({ permission }) => permission)])]
  const known = new Set(catalog.entities.flatMap(entity => rightsOn(catalog, entity, language).map(r => r.permission)))
  const rights = asked.filter(permission => !known.has(permission))
  if (rights.length === 0) return []
  return [
    {
      name: `${name}.*`,
      label: labels.system(name),
      fields: [],
      scopes: ['tenant'],
      permissions: rights.map(permission => ({
        permission,
        verb: permission.split('.').slice(1).join('.'),
        label: labels.permission(name, permission),
        danger: false,
      })),
    },
  ]
}

/** All that a role can be given, as a tree: systems, what they keep, what can be done with it. */
export const permissionTree = (catalog: Catalog, language: Language): z.infer<typeof permissionsReply> => ({
  systems: catalog.systems.map(system => ({
    name: system.name,
    label: labelsOf(catalog, language).system(system.name),
    resources: [
      ...system.entities.filter(areRecords).map(entity => resourceView(catalog, entity, language)),
      ...otherRights(catalog, system, language),
    ],
  })),
  scopes: scopeNames.map(name => ({ name, label: scopeWord(name, language) })),
})
