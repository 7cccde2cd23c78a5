import { type Patient, type Report, report } from './report.ts'
import type { Checked } from './tenants.ts'

const check = { en: 'reactions', zh: '事件响应' }
const counts = `select count(*) filter (where available_at < 'infinity'), count(*) filter (where available_at = 'infinity'),
  min(last_error) filter (where available_at = 'infinity') from kernel.outbox_event where tenant_id = $1`

/** Events that wait are the day's business; a dead one is work that was promised and not done. */
export async function* outboxReport({ pool }: Patient, tenants: readonly Checked[]): AsyncGenerator<Report> {
  let pending = 0
  let dead = 0
  for (const { id, slug } of tenants) {
    const [rows] = await pool.flight(id, [{ text: counts, values: [id] }])
    const [waits, died, reason] = rows?.[0] ?? []
    pending += Number(waits)
    dead += Number(died)
    if (Number(died) > 0)
      yield report(
        false,
        check,
        `${died} events of ${slug} failed for good (${reason})`,
        `${slug} 有 ${died} 个事件最终失败（${reason}）`,
      )
  }
  if (dead === 0)
    yield report(true, check, `${pending} events wait, none failed for good`, `${pending} 个事件等待处理，无最终失败`)
}
