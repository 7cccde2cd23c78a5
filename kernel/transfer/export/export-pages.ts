import { type Access, require } from '../../access/access.ts'
import { meetGrants } from '../../access/meet.ts'
import { permissionOf } from '../../access/permission.ts'
import { type ListPlan, makePlan } from '../../data/list.ts'
import { maxPageSize } from '../../data/list-query.ts'
import type { Values } from '../../data/shape.ts'
import { readFlight } from '../../data/unit-of-work.ts'
import type { Collection } from '../../entity/catalog.ts'
import { type AnyEntity, statesOf } from '../../entity/entity.ts'
import { type Params, type Session, titlesById } from '../../operations/read.ts'
import { invalid } from '../../problem/refusals.ts'
import { secretsOf } from '../../secrets/sealed-fields.ts'
import { writtenLines } from './export-lines.ts'

/** What of a list's query an export takes: pages are its own affair. */
const taken = /^(?:sort|search|scope|fields|filter\[.*)$/

function refuseOthers(params: Params) {
  const others = Object.keys(params).filter(name => !taken.test(name))
  if (others.length) throw invalid({}, { fields: others.map(field => ({ field, code: 'UNKNOWN_FIELD' })) })
}

/** What a list shows, narrowed to what may also leave. */
const exportGrants = (access: Access, entity: AnyEntity) =>
  meetGrants(require(access, permissionOf(entity, 'list')), require(access, permissionOf(entity, 'export')))

export interface ExportPages {
  /** The fields of the export, in their order. */
  readonly names: readonly string[]
  /** Page after page, each asked for when the one before is taken. */
  pages(): AsyncGenerator<readonly Values[]>
}

/**
 * The records a list with this query would show, from first to last, page by page behind the mark of the one before, so
 * that neither memory nor a connection is held between them. The first page is asked for at once: what is wrong with the
 * question is told before anything is sent.
 */
export async function exportPages(
  session: Session,
  { entity, facet }: Collection,
  params: Params,
): Promise<ExportPages> {
  refuseOthers(params)
  const { runtime, tenant, actor } = session
  const grants = exportGrants(actor.access, entity)
  const lines = params.fields === undefined ? writtenLines(entity, grants) : []
  const asking = { entity, access: actor.access, grants, facet }
  const listed = () => [...makePlan(asking, params).shape.fields, ...lines].join(',')
  const fields = lines.length ? { fields: listed() } : {}
  const plan = (after?: string): ListPlan =>
    makePlan(asking, {
      ...params,
      ...fields,
      'page[size]': maxPageSize,
      ...(after ? { 'page[after]': after } : {}),
    })
  const read = async (asked: ListPlan) => {
    const { results, today } = await readFlight(runtime, tenant, actor, [asked.rows])
    return asked.reply(results, today)
  }
  const first = plan()
  const beginning = await read(first)
  async function* pages() {
    let page = beginning
    for (;;) {
      yield page.data
      if (!page.page.next) return
      page = await read(plan(page.page.next))
    }
  }
  const standard = [...first.shape.fields, ...(statesOf(entity).length ? ['status'] : [])]
  const secrets = secretsOf(entity)
  const wanted = params.fields === undefined ? standard : (first.query.fields ?? standard)
  return { names: wanted.filter(name => !secrets.includes(name)), pages }
}

/** The names of all records that a page refers to, by field. */
export async function titlesOf(
  session: Session,
  page: readonly Values[],
  references: readonly { name: string; refersTo: AnyEntity }[],
) {
  const titles = new Map<string, Map<string, string>>()
  for (const { name, refersTo } of references) {
    const ids = [...new Set(page.map(values => values[name]).filter(id => typeof id === 'string'))]
    titles.set(name, await titlesById(session, refersTo, ids))
  }
  return titles
}
