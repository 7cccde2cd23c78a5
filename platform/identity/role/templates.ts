import { grant } from '@tenon/kernel/access/grant.ts'
import type { RoleTemplate } from '@tenon/kernel/entity/system.ts'

const within = (scope: string, ...permissions: string[]) => permissions.map(permission => grant(permission, { scope }))
const plainSite = ['name', 'code', 'timeZone']
/** What of a colleague a head keeps up to date: neither rights nor how that person signs in. */
const personnel = ['name', 'phone', 'employeeNumber', 'language']

/**
 * Roles along the sites: each is held at a site and reaches what belongs to it. Where exporters belong to the headquarters
 * and factories to exporters, the place in the tree decides which sites can be made: below an exporter, no other exporter.
 */
const siteRoles: Readonly<Record<string, RoleTemplate>> = {
  /** Makes and changes sites of any type, works at all of them. */
  superAdministrator: ['*'],

  /** Looks after its own exporter site and the factories below it, and adds factories. */
  exporterAdministrator: [
    ...within('siteTree', 'identity.site.read', 'identity.site.create', 'identity.site.remove', 'identity.member.read'),
    grant('identity.site.update', { scope: 'siteTree', fields: plainSite }),
    ...within('siteTree', 'commerce.*'),
  ],

  /** Looks after its own factory; makes no sites. */
  factoryAdministrator: [
    ...within('site', 'identity.site.read', 'identity.member.read', 'commerce.*'),
    grant('identity.site.update', { scope: 'site', fields: plainSite }),
  ],

  /** Works with the products and inquiries of the sites it is given; configures none. */
  salesperson: [
    ...within('site', 'identity.site.read', 'commerce.*.read', 'commerce.*.export'),
    ...within('site', 'commerce.product.create', 'commerce.product.update'),
    ...within('site', 'commerce.siteProduct.create', 'commerce.siteProduct.update'),
    ...within('own', 'commerce.inquiry.accept', 'commerce.inquiry.reject', 'commerce.inquiry.update'),
    ...within('site', 'commerce.inquiry.claim'),
  ],
}

/** Roles along the organisation: each reaches what its holder's place in it brings. */
const organisationRoles: Readonly<Record<string, RoleTemplate>> = {
  /** Sees everything, money and performance included, and changes nothing. */
  boss: ['*.*.read', '*.*.export'],

  /** Plans the work and looks after the people of its own departments and those below. */
  leader: [
    ...within('departmentTree', 'identity.department.read', 'identity.member.read'),
    grant('identity.member.update', { scope: 'departmentTree', fields: personnel }),
    ...within('departmentTree', 'production.task.*'),
    ...within('department', 'production.contract.read'),
  ],

  /** Works on the tasks it takes part in, with the files it was given. */
  staff: [
    ...within('own', 'identity.member.read', 'production.task.read', 'production.task.report', 'files.file.read'),
  ],

  /** Follows the contracts of its own company. */
  customer: within('own', 'production.contract.read'),
}

/**
 * What every organisation starts with; it copies these and makes its own. They also name rights of systems that are not
 * there yet (`commerce`, `production`, `files`): those come into force with their system.
 */
export const roleTemplates: Readonly<Record<string, RoleTemplate>> = {
  administrator: ['*'],
  ...siteRoles,
  ...organisationRoles,
}
