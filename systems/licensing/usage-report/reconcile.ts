import { sql } from '@tenon/kernel/data/sql.ts'
import type { Ctx } from '@tenon/kernel/entity/ctx.ts'
import type { Row } from '@tenon/kernel/entity/entity.ts'
import type { license } from '../license/license.entity.ts'
import { licenseTerm } from '../license/term.entity.ts'
import { reconciliation } from './reconciliation.entity.ts'
import { type DayUse, excessOf, heldUntil, type Ran, ranByTerm, type Term } from './reconciliation.rules.ts'
import { draftTrueUp } from './true-up.ts'

type License = Row<typeof license>
type Reconciliation = Row<typeof reconciliation>

const mostUse = 2_147_483_647

/**
 * The most that was in use on each day: of every place of installation its own most, taken together; or what was told of
 * the whole licence, where that is more. An installation nobody has come to trust does not count.
 */
const usesOf = (ctx: Ctx, licenseId: string) =>
  ctx.query<DayUse>(sql`select day::text, metric, least(${mostUse}, greatest(sum(most) filter (where place is not null),
      max(most) filter (where place is null)))::integer as value from (
      select (s.at at time zone ${ctx.tenant.timeZone})::date as day, s.metric, max(s.value) as most,
        coalesce(i.place, r.activation::text) as place
      from licensing.usage_report r
      join licensing.usage_sample s on s.tenant_id = r.tenant_id and s.parent_id = r.id
      left join licensing.installation i on i.tenant_id = r.tenant_id and i.id = r.installation
      where r.tenant_id = ${ctx.tenant.id} and r.license = ${licenseId}::uuid and r.deleted_at is null
        and s.metric in ('users', 'workspaces') and (i.id is null or i.status <> 'pending')
      group by 1, 2, 4) as own
    group by day, metric order by day`)

const nothing: Ran = { users: null, workspaces: null, exceededOn: null }

const figuresOf = (term: Term, ran: Ran, to: string | null) => {
  const excess = excessOf(term, ran)
  return {
    to,
    paidUsers: term.authorizedUsers,
    ranUsers: ran.users?.value ?? null,
    usersPeakOn: ran.users?.on ?? null,
    excessUsers: excess.users,
    paidWorkspaces: term.authorizedWorkspaces,
    ranWorkspaces: ran.workspaces?.value ?? null,
    workspacesPeakOn: ran.workspaces?.on ?? null,
    excessWorkspaces: excess.workspaces,
    isExceeded: excess.users + excess.workspaces > 0,
  }
}

type Figures = ReturnType<typeof figuresOf>
const changes = (known: Reconciliation, figures: Figures) =>
  Object.entries(figures).some(([name, value]) => known[name as keyof Figures] !== value)

/** A term that nothing was ever reported of has no reconciliation. */
async function reconcileTerm(
  ctx: Ctx,
  record: License,
  term: Row<typeof licenseTerm>,
  { ran, known, to }: { ran: Ran | undefined; known: Reconciliation | undefined; to: string | null },
): Promise<Reconciliation | undefined> {
  if (!ran && !known) return undefined
  const figures = figuresOf(term, ran ?? nothing, to)
  if (known && !changes(known, figures)) return known
  const kept = known
    ? await ctx.update(reconciliation, known.id, figures)
    : await ctx.create(reconciliation, { license: record.id, term: term.id, from: term.from, ...figures })
  const isMoved = known !== undefined && known.to !== to
  return draftTrueUp(ctx, record, term, kept, { since: ran?.exceededOn ?? null, isMoved })
}

/**
 * Holds what ran against what was paid for, term by term, and drafts what is due. The licence's row is locked by whoever
 * calls this, so two reports at once draft one purchase.
 */
export async function reconcile(ctx: Ctx, record: License): Promise<Reconciliation[]> {
  const terms = await ctx.find(licenseTerm, { license: record.id })
  const before = await ctx.find(reconciliation, { license: record.id })
  const ran = ranByTerm(terms, await usesOf(ctx, record.id))
  const kept: (Reconciliation | undefined)[] = []
  for (const term of terms.toSorted((a, b) => a.seq - b.seq)) {
    const known = before.find(one => one.term === term.id)
    kept.push(await reconcileTerm(ctx, record, term, { ran: ran.get(term.id), known, to: heldUntil(terms, term) }))
  }
  return kept.filter(one => one !== undefined)
}
