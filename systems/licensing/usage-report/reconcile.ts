import { sql } from '@tenon/kernel/data/sql.ts'
import type { Ctx } from '@tenon/kernel/entity/ctx.ts'
import type { Row } from '@tenon/kernel/entity/entity.ts'
import type { license } from '../license/license.entity.ts'
import { licenseTerm } from '../license/term.entity.ts'
import { reconciliation } from './reconciliation.entity.ts'
import { type DayUse, excessOf, type Ran, ranByTerm, type Term } from './reconciliation.rules.ts'
import { draftTrueUp } from './true-up.ts'

type License = Row<typeof license>
type Reconciliation = Row<typeof reconciliation>

const mostUse = 2_147_483_647

/**
 * The most that was in use on each day: of every place of installation its own most, taken together. An installation
 * nobody has come to trust does not count.
 */
const usesOf = (ctx: Ctx, licenseId: string) =>
  ctx.query<DayUse>(sql`select day::text, metric, least(sum(most), ${mostUse})::integer as value from (
      select (s.at at time zone ${ctx.tenant.timeZone})::date as day, s.metric, max(s.value) as most
      from licensing.usage_report r
      join licensing.usage_sample s on s.tenant_id = r.tenant_id and s.parent_id = r.id
      left join licensing.installation i on i.tenant_id = r.tenant_id and i.id = r.installation
      where r.tenant_id = ${ctx.tenant.id} and r.license = ${licenseId}::uuid and r.deleted_at is null
        and s.metric in ('users', 'workspaces') and (i.id is null or i.status <> 'pending')
      group by 1, 2, coalesce(i.place, r.activation::text, r.source)) as own
    group by day, metric order by day`)

const figuresOf = (term: Term, ran: Ran) => {
  const excess = excessOf(term, ran)
  return {
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

async function keep(ctx: Ctx, term: Row<typeof licenseTerm>, ran: Ran): Promise<Reconciliation> {
  const figures = figuresOf(term, ran)
  const [known] = await ctx.find(reconciliation, { license: term.license, term: term.id })
  if (known) return ctx.update(reconciliation, known.id, figures)
  const { license, id, from, to } = term
  return ctx.create(reconciliation, { license, term: id, from, to, ...figures })
}

/**
 * Holds what ran against what was paid for, term by term, and drafts what is due. The licence's row is locked by whoever
 * calls this, so two reports at once draft one purchase.
 */
export async function reconcile(ctx: Ctx, record: License): Promise<Reconciliation[]> {
  const terms = await ctx.find(licenseTerm, { license: record.id })
  const ran = ranByTerm(terms, await usesOf(ctx, record.id))
  const kept: Reconciliation[] = []
  for (const term of terms.toSorted((a, b) => a.seq - b.seq)) {
    const what = ran.get(term.id)
    if (what) kept.push(await draftTrueUp(ctx, record, term, await keep(ctx, term, what), what.exceededOn))
  }
  return kept
}
