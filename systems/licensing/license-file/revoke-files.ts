import type { Ctx } from '@tenon/kernel/entity/ctx.ts'
import { revokeFile } from './license-file.actions.ts'
import { licenseFile } from './license-file.entity.ts'

/** Puts every file of a licence on the revocation list, for a licence that has ended for good. */
export async function revokeFilesOf(ctx: Ctx, license: string, reason: string): Promise<void> {
  for (;;) {
    const issued = await ctx.find(licenseFile, { license, status: 'issued' })
    if (issued.length === 0) return
    for (const { id } of issued) await ctx.run(revokeFile, id, { reason })
  }
}
