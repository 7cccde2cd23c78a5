import pg from '/work/main/node_modules/pg/lib/index.js'
import { startEmbeddedPostgres } from '/work/main/server/postgres/launcher.ts'
import { migrate } from '/work/main/kernel/data/migrate.ts'
import { catalog } from '/work/main/kernel/entity/catalog.ts'
import { systems } from '/work/main/server/systems.ts'
import { exportTenant } from '/work/main/server/archive/export.ts'
import { restoreTenant } from '/work/main/server/archive/restore.ts'
import { deleteTenant } from '/work/main/server/archive/delete.ts'
import { createTenant, operator } from '/work/main/platform/identity/server.ts'
import { openPool } from '/work/main/kernel/data/pool.ts'
import { auditEvent, eventHash } from '/work/main/kernel/audit/event.ts'
import { mkdtempSync, chmodSync, statSync, rmSync } from 'node:fs'
const home = mkdtempSync('/tmp/tenon-mem-'); chmodSync(home, 0o711)
const quiet = { info() {}, warn: console.warn, error: console.error }
const db = await startEmbeddedPostgres({ home, log: quiet })
try {
  const cat = catalog(systems)
  await migrate({ owner: db.connection, catalog: cat, app: { role: 'tenon_app', password: 'x'.repeat(20) } })
  const pool = openPool({ ...db.connection, user: 'tenon_app', password: 'x'.repeat(20) }, { max: 2 })
  const { tenant } = await createTenant({ runtime: { pool, committed() {} }, catalog: cat }, { slug: 'big', name: 'Big' })
  const c = new pg.Client(db.connection); await c.connect()
  const n = Number(process.argv[2] ?? 300000)
  await c.query(`insert into kernel.idempotency_key (tenant_id, member_id, key, fingerprint, status, reply) select $1, gen_random_uuid(), 'k' || i, md5(i::text), 201, repeat(md5(i::text), 20) from generate_series(1, ${n}) i`, [tenant.id])
  await c.end()
  let peak = 0; const timer = setInterval(() => { peak = Math.max(peak, process.memoryUsage().rss) }, 20)
  const run = async (what, f) => { peak = 0; const t = performance.now(); await f(); console.log(what, Math.round(performance.now() - t) + ' ms', 'peak RSS', Math.round(peak / 1e6) + ' MB') }
  const file = home + '/big.tenant'
  await run('export', () => exportTenant(db.connection, 'big', file)); console.log(statSync(file).size)
  await run('restore', () => restoreTenant(db.connection, file, { replace: true }))
  await run('delete', () => deleteTenant(db.connection, home, 'big'))
  clearInterval(timer); await pool.end()
} finally { await db.stop(); rmSync(home, { recursive: true, force: true }) }
