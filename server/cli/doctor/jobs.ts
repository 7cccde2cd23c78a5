import { deadQueue, schema } from '@tenon/kernel/jobs/job.ts'
import { type Patient, type Report, report } from './report.ts'
import type { Checked } from './tenants.ts'

const check = { en: 'jobs', zh: '后台任务' }

export async function* jobsReport({ pool }: Patient, tenants: readonly Checked[]): AsyncGenerator<Report> {
  const ids = tenants.map(({ id }) => id)
  const [dead = [], open] = await pool.instance([
    {
      text: `select source_name, count(*), min(output->>'message') from ${schema}.job
        where name = '${deadQueue}' and state < 'active' and group_id = any($1::text[]) group by source_name order by source_name`,
      values: [ids],
    },
    {
      text: `select count(*) from ${schema}.job where name <> '${deadQueue}' and state <= 'active' and group_id = any($1::text[])`,
      values: [ids],
    },
  ])
  for (const [name, count, reason] of dead)
    yield report(
      false,
      check,
      `${count} jobs ${name} failed for good (${reason})`,
      `${count} 个任务 ${name} 最终失败（${reason}）`,
    )
  const waits = open?.[0]?.[0]
  if (dead.length === 0)
    yield report(true, check, `${waits} wait or run, none failed for good`, `${waits} 个等待或运行中，无最终失败`)
}
