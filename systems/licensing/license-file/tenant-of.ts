import { fullAccess } from '@tenon/kernel/access/access.ts'
import { unitOfWork } from '@tenon/kernel/data/unit-of-work.ts'
import type { Ctx, Tenant } from '@tenon/kernel/entity/ctx.ts'
import type { Call } from '@tenon/kernel/http/route.ts'
import { ctxOf } from '@tenon/kernel/operations/ctx.ts'
import { noOrganisation } from './license-file.refusals.ts'

/** The organisation a public question is about; where there is only one, it need not be named. */
export interface Organisation extends Tenant {
  readonly slug: string
}

/** What a public question needs of a call. */
export type PublicCall = Pick<Call, 'runtime' | 'query' | 'language' | 'requestId' | 'address'>

const byName = `select id, slug, name, time_zone, currency from kernel.tenant
  where status = 'active' and ($1::text is null or slug = $1) order by id limit 2`

async function organisationOf({ runtime, query }: PublicCall): Promise<Organisation> {
  const named = typeof query.organisation === 'string' ? query.organisation : null
  const [rows = []] = await runtime.pool.instance([{ text: byName, values: [named] }])
  const [id, slug, name, timeZone, currency] = (rows.length === 1 ? rows[0] : []) as string[]
  if (!id) throw noOrganisation()
  return { id, slug: String(slug), name: String(name), timeZone: String(timeZone), currency: String(currency) }
}

/** Answers as the organisation itself: whoever asks is nobody, and learns only what is public. */
export async function asOrganisation<T>(
  call: PublicCall,
  work: (ctx: Ctx, organisation: Organisation) => Promise<T>,
): Promise<T> {
  const organisation = await organisationOf(call)
  const { language, requestId, address } = call
  const origin = { via: 'http' as const, requestId, address }
  const nobody = { memberId: null, name: organisation.name, siteId: null, access: fullAccess, language, origin }
  return unitOfWork(call.runtime, organisation, nobody, transaction => work(ctxOf(transaction), organisation))
}
