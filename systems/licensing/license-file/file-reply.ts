import { sql } from '@tenon/kernel/data/sql.ts'
import type { Ctx } from '@tenon/kernel/entity/ctx.ts'
import type { Row } from '@tenon/kernel/entity/entity.ts'
import { z } from 'zod'
import { licenseFile } from './license-file.entity.ts'

/** A licence file as whoever asked for it is answered. */
export const fileReply = z.object({
  id: z.string(),
  serial: z.string(),
  kid: z.string(),
  issuedAt: z.string(),
  expiresAt: z.string().nullable(),
  sha256: z.string(),
  content: z.string(),
})
export const replyOf = (file: Row<typeof licenseFile>): z.infer<typeof fileReply> => {
  const { id, serial, kid, issuedAt, expiresAt, sha256, content } = file
  return { id, serial, kid, issuedAt, expiresAt, sha256, content }
}

/** The licence's row is locked by whoever has just issued it, so the newest file is that one. */
export async function newestFile(ctx: Ctx, licenseId: string): Promise<Row<typeof licenseFile>> {
  const [newest] = await ctx.query<{ id: string }>(sql`select f.id from licensing.license_file f
    where f.tenant_id = ${ctx.tenant.id} and f.license = ${licenseId}::uuid order by f.id desc limit 1`)
  return ctx.get(licenseFile, (newest as { id: string }).id)
}
