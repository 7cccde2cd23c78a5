import type { Ctx } from '../entity/ctx.ts'

/** Work the platform does by itself for each tenant, at the times of a cron expression in the tenant's time zone. */
export interface Schedule {
  readonly name: string
  readonly cron: string
  run(ctx: Ctx): Promise<void>
}
export const schedule = (name: string, cron: string, run: Schedule['run']): Schedule => ({ name, cron, run })
