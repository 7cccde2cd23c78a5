import type { Catalog } from '@tenon/kernel/entity/catalog.ts'
import type { Language } from '@tenon/kernel/messages/language.ts'
import { z } from 'zod'
import { isInForce } from '../standing/standing.ts'
import { grantView, roleHeld, roleName, viewOf } from './grant-view.ts'
import { permissionTree } from './permissions.ts'
import type { Subject } from './subject.ts'

export const rightsReply = z.object({
  member: z.object({ id: z.string(), name: z.string(), status: z.string() }),
  site: z.object({ id: z.string(), name: z.string(), code: z.string(), type: z.string() }).nullable(),
  roles: z.array(roleHeld),
  resources: z.array(
    z.object({
      name: z.string(),
      label: z.string(),
      system: z.string(),
      permissions: z.array(z.object({ permission: z.string(), label: z.string(), grants: z.array(grantView) })),
    }),
  ),
})

/** What someone can do: every right they hold at the site, with where it comes from. */
export function rightsOf(
  catalog: Catalog,
  { member, site, standing, access }: Subject,
  language: Language,
): z.infer<typeof rightsReply> {
  const resources = permissionTree(catalog, language).systems.flatMap(system =>
    system.resources.map(({ name, label, permissions }) => ({
      name,
      label,
      system: system.label,
      permissions: permissions.flatMap(({ permission, label: verb }) => {
        const grants = access.grants(permission)
        return grants.length ? [{ permission, label: verb, grants: grants.map(grant => viewOf(grant, language)) }] : []
      }),
    })),
  )
  return {
    member,
    site: site && { id: site.id, name: site.name, code: site.code, type: site.type },
    roles: standing.assignments.map(assignment => ({
      id: assignment.role.id,
      name: roleName(assignment, language),
      via: assignment.via,
      site: assignment.site,
      startsAt: assignment.startsAt,
      endsAt: assignment.endsAt,
      inForce: isInForce(assignment),
    })),
    resources: resources.filter(({ permissions }) => permissions.length > 0),
  }
}
