import { readHoles, wallCheck } from '@tenon/kernel/data/wall-check.ts'
import { type Patient, type Report, report } from './report.ts'

const check = { en: 'tenant wall', zh: '租户隔离' }

export async function* wallReport({ pool, app }: Patient): AsyncGenerator<Report> {
  const holes = readHoles(await pool.instance([wallCheck(app.user)]))
  for (const { hole, object } of holes) yield report(false, check, `${hole}: ${object}`, `${hole}：${object}`)
  if (holes.length === 0) yield report(true, check, 'every table stands behind it', '所有数据表均受隔离保护')
}
