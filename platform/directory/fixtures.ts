import type { Work } from '@tenon/kernel/data/unit-of-work.ts'
import type { Create } from '@tenon/kernel/entity/entity.ts'
import { addDays } from '@tenon/kernel/fields/date/day.ts'
import { ctxAt } from '@tenon/kernel/operations/ctx-at.ts'
import { company } from './company/company.entity.ts'
import { contact } from './contact/contact.entity.ts'
import { harbor } from './fixtures/harbor.ts'
import { qiyuan } from './fixtures/qiyuan.ts'

/** A company of a demo organisation with the people one knows there. */
export type KnownCompany = Create<typeof company> & {
  readonly code: string
  readonly people?: readonly Omit<Create<typeof contact>, 'company'>[]
}
const demos: Readonly<Record<string, readonly KnownCompany[]>> = { qiyuan, harbor }
const daysAgo = 900

/**
 * Fills the directory of a demo organisation, as if long ago, so that what other demos tell of these companies comes
 * after. An organisation without a demo, or that already knows companies, is left as it is.
 */
export async function load(work: Work, slug: string): Promise<void> {
  const ctx = ctxAt(work, new Date(`${addDays(work.today, -daysAgo)}T09:00:00Z`), work.actor)
  if ((await ctx.find(company, {})).length > 0) return
  for (const { people = [], ...values } of demos[slug] ?? []) {
    const { id } = await ctx.create(company, values)
    for (const person of people) await ctx.create(contact, { ...person, company: id })
  }
}
