import type { Ctx } from '@tenon/kernel/entity/ctx.ts'
import type { Create } from '@tenon/kernel/entity/entity.ts'
import { company } from './company/company.entity.ts'
import { contact } from './contact/contact.entity.ts'
import { harbor } from './fixtures/harbor.ts'
import { qiyuan } from './fixtures/qiyuan.ts'

/** A company of a demo organisation with the people one knows there. */
export type KnownCompany = Create<typeof company> & {
  readonly code: string
  readonly people?: readonly Omit<Create<typeof contact>, 'company'>[]
}
export type Story = 'qiyuan' | 'harbor'
const stories: Readonly<Record<Story, readonly KnownCompany[]>> = { qiyuan, harbor }

/** Fills the directory of a demo organisation; one that already knows companies is left as it is. */
export async function load(ctx: Ctx, story: Story): Promise<void> {
  if ((await ctx.find(company, {})).length > 0) return
  for (const { people = [], ...values } of stories[story]) {
    const { id } = await ctx.create(company, values)
    for (const person of people) await ctx.create(contact, { ...person, company: id })
  }
}
