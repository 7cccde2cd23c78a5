import { changeRecord, insertRecord } from '@tenon/kernel/data/records.ts'
import type { Work } from '@tenon/kernel/data/unit-of-work.ts'
import { ctxOf } from '@tenon/kernel/operations/ctx.ts'
import { department } from '../department/department.entity.ts'
import { member } from '../member/member.entity.ts'
import { position } from '../position/position.entity.ts'
import { role } from '../role/role.entity.ts'
import { site } from '../site/site.entity.ts'
import { type DemoColleague, type DemoStructure, demoStructures } from './demo-structure.ts'

type Ids = ReadonlyMap<string, string>
const unchecked = { restricted: false } as const

async function plantDepartments(work: Work, { departments }: DemoStructure, sites: Ids, roles: Ids): Promise<Ids> {
  const ids = new Map<string, string>()
  for (const [i, { code, name, under, site: place, roles: keys = [] }] of departments.entries()) {
    const values = {
      name,
      code,
      parent: ids.get(under ?? '') ?? null,
      rank: (i + 1) * 1024,
      site: sites.get(place ?? '') ?? null,
      roles: keys.flatMap(key => (roles.has(key) ? [{ role: roles.get(key) }] : [])),
    }
    ids.set(code, (await insertRecord(work, department, values, unchecked)).id as string)
  }
  return ids
}

async function openPositions(work: Work, { positions }: DemoStructure, departments: Ids): Promise<Ids> {
  const ids = new Map<string, string>()
  for (const { code, name, headcount, department: of } of positions) {
    const values = { code, name, headcount, department: departments.get(of) }
    ids.set(code, (await insertRecord(work, position, values, unchecked)).id as string)
  }
  return ids
}

const placeOf = ({ departments, positions = [] }: DemoColleague, departmentIds: Ids, positionIds: Ids) => ({
  departments: departments.map((code, i) => ({
    department: departmentIds.get(code.replace('!', '')),
    isMain: i === 0,
    isHead: code.endsWith('!'),
  })),
  positions: positions.map(code => ({ post: positionIds.get(code.replace('~', '')), isDeputy: code.startsWith('~') })),
})

/**
 * Gives a demo organisation its departments, positions and colleagues, with those who sign in among them. An organisation
 * without a demo, or that has departments, is left as it is.
 */
export async function loadDemoDepartments(work: Work, slug: string): Promise<void> {
  const structure = demoStructures[slug]
  const ctx = ctxOf(work)
  if (!structure || (await ctx.find(department, {})).length > 0) return
  const sites = new Map((await ctx.find(site, {})).map(({ code, id }) => [code, id]))
  const roles = new Map((await ctx.find(role, {})).map(({ key, id }) => [key, id]))
  const departments = await plantDepartments(work, structure, sites, roles)
  const positions = await openPositions(work, structure, departments)
  const known = new Map((await ctx.find(member, {})).map(record => [record.email, record]))
  for (const colleague of structure.colleagues) {
    const { name, email, employeeNumber } = colleague
    const place = placeOf(colleague, departments, positions)
    const record = known.get(email)
    if (record)
      changeRecord(work, member, record, { employeeNumber, ...place }, { act: 'update', event: 'updated' }, unchecked)
    else await insertRecord(work, member, { name, email, employeeNumber, ...place }, { ...unchecked, status: 'active' })
  }
}
