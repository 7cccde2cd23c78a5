import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { rename, writeFile } from 'node:fs/promises'
import { insertRecord } from '@tenon/kernel/data/records.ts'
import { sql } from '@tenon/kernel/data/sql.ts'
import { type Runtime, unitOfWork, type Work } from '@tenon/kernel/data/unit-of-work.ts'
import type { Catalog } from '@tenon/kernel/entity/catalog.ts'
import { site } from '../site/site.entity.ts'
import { resetPassword } from './link.ts'
import { operator } from './operator.ts'
import { createPerson, type NewPerson } from './person.ts'
import { createTenant, findTenant } from './tenant.ts'

/** A line of `demo-accounts.json`. */
export interface DemoPerson {
  readonly tenant: string
  readonly tenantName: string
  readonly name: string
  readonly email: string
  readonly password: string
  /** The role's key. */
  readonly role: string
  readonly roleLabel: string
  readonly note: string
}

type Person = Omit<DemoPerson, 'tenant' | 'tenantName' | 'password'> & { readonly sites?: readonly string[] }
interface Organisation {
  readonly slug: string
  readonly name: string
  readonly timeZone: string
  readonly currency: string
  readonly headquarters: { readonly name: string; readonly code: string }
  /** Each below the one whose code it names, which comes before it. */
  readonly sites: readonly {
    readonly name: string
    readonly code: string
    readonly type: string
    readonly parent: string
  }[]
  readonly people: readonly Person[]
}

const roleLabels = {
  administrator: '管理员 · Administrator',
  salesRep: '销售代表 · Sales representative',
  engineer: '工程师 · Engineer',
  partner: '合作伙伴 · Partner',
  customer: '客户 · Customer',
}
const person = (
  name: string,
  email: string,
  role: keyof typeof roleLabels,
  note: string,
  sites?: readonly string[],
): Person => ({
  name,
  email,
  role,
  roleLabel: roleLabels[role],
  note,
  ...(sites ? { sites } : {}),
})

const organisations: readonly Organisation[] = [
  {
    slug: 'qiyuan',
    name: '启源智造集团',
    timeZone: 'Asia/Shanghai',
    currency: 'CNY',
    headquarters: { name: '上海总部', code: 'HQ' },
    sites: [
      { name: '宁波进出口公司', code: 'NB', type: 'exporter', parent: 'HQ' },
      { name: '昆山工厂', code: 'KS', type: 'factory', parent: 'NB' },
    ],
    people: [
      person('陈思源', 'chen.siyuan@qiyuan.example', 'administrator', '可以查看和修改一切 · may do everything'),
      person('林知远', 'lin.zhiyuan@qiyuan.example', 'salesRep', '上海总部、宁波 · HQ and Ningbo', ['HQ', 'NB']),
      person('Sofia Ruiz', 'sofia.ruiz@qiyuan.example', 'salesRep', '宁波，海外客户 · Ningbo, customers abroad', [
        'NB',
      ]),
      person('赵启明', 'zhao.qiming@qiyuan.example', 'engineer', '昆山工厂 · Kunshan factory', ['KS']),
      person('王蕾', 'wang.lei@qiyuan.example', 'engineer', '上海总部、昆山 · HQ and Kunshan', ['HQ', 'KS']),
      person(
        '周宁',
        'zhou.ning@tuolian.example',
        'partner',
        '合作伙伴，只能看到自己的内容 · a partner, sees its own only',
      ),
      person(
        'Kadri Tamm',
        'kadri.tamm@baltic-systems.example',
        'partner',
        '另一家合作伙伴 · another partner, sees nothing of the first',
      ),
      person(
        '李文博',
        'li.wenbo@huaxin.example',
        'customer',
        '客户，看到本公司的许可证 · a customer, sees its licences',
      ),
    ],
  },
  {
    slug: 'harbor',
    name: 'Harbor Instruments',
    timeZone: 'America/New_York',
    currency: 'USD',
    headquarters: { name: 'Portland office', code: 'HQ' },
    sites: [],
    people: [
      person(
        'Maya Collins',
        'maya.collins@harbor.example',
        'administrator',
        '另一家组织，看不到启源的数据 · another organisation',
      ),
    ],
  },
]

const newPassword = () => randomBytes(18).toString('base64url')

async function sitesByCode(work: Work): Promise<Map<string, string>> {
  const rows = await work.read(sql`select code, id from identity.site where tenant_id = ${work.tenant.id}`)
  return new Map(rows.map(([code, id]) => [code as string, id as string]))
}

async function found({ slug, sites, people: _, ...organisation }: Organisation, place: Place) {
  const { tenant } = await createTenant(place, { slug, ...organisation })
  await unitOfWork(place.runtime, tenant, operator, async work => {
    const ids = await sitesByCode(work)
    for (const { parent, ...more } of sites) {
      const record = await insertRecord(work, site, { ...more, parent: ids.get(parent) }, { restricted: false })
      ids.set(more.code, record.id as string)
    }
  })
  return tenant
}

/** Where a role is held at several sites, it is one line for each of them. */
const rolesOf = (role: string, sites?: readonly string[]): NewPerson['roles'] =>
  sites?.map(code => ({ role, site: code })) ?? [{ role }]

interface Place {
  readonly runtime: Runtime
  readonly catalog: Catalog
}

const isThere = async ({ runtime }: Place, text: string, value: string) =>
  Boolean((await runtime.pool.instance([{ text, values: [value] }]))[0]?.length)

/** What an interrupted first run left behind is kept; passwords are new, as nobody knows the old ones. */
async function people(place: Place, organisation: Organisation): Promise<DemoPerson[]> {
  const { slug, name: tenantName } = organisation
  const isKept = await isThere(place, 'select 1 from kernel.tenant where slug = $1', slug)
  const tenant = isKept ? await findTenant(place.runtime, slug) : await found(organisation, place)
  const lines: DemoPerson[] = []
  for (const { sites, ...shown } of organisation.people) {
    const password = newPassword()
    if (await isThere(place, 'select 1 from auth."user" where email = $1', shown.email))
      await resetPassword(place.runtime, shown.email, password)
    else await createPerson(place.runtime, tenant, { ...shown, password, roles: rolesOf(shown.role, sites) })
    lines.push({ tenant: slug, tenantName, ...shown, password })
  }
  return lines
}

/**
 * Makes the two demo organisations and their people with random passwords, and writes them to `file`, readable by its
 * owner alone. Nothing happens when the file is there.
 */
export async function seedDemoPeople(place: Place, file: string): Promise<void> {
  if (existsSync(file)) return
  const lines: DemoPerson[] = []
  for (const organisation of organisations) lines.push(...(await people(place, organisation)))
  const unfinished = `${file}.new`
  await writeFile(unfinished, `${JSON.stringify(lines, null, 2)}\n`, { mode: 0o600, flush: true })
  await rename(unfinished, file)
}
