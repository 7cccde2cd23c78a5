import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createPerson, createTenant } from '@tenon/identity/server'
import pg from 'pg'
import { pino } from 'pino'
import { hashToken, newToken } from '../platform/identity/sign-in/token.ts'
import { type Installation, openInstallation } from '../server/installation.ts'
import { readSettings } from '../server/settings.ts'

/** An installation of its own with organisations of equal size, for measuring only. */
export interface World {
  readonly installation: Installation
  /** One token of a sales representative, and one of an administrator, for each organisation. */
  readonly readers: readonly string[]
  readonly writers: readonly string[]
  /** Some ids of companies, by organisation. */
  readonly ids: readonly (readonly string[])[]
  readonly owner: pg.Client
  stop(): Promise<void>
}

const expiry = "now() + interval '1 day'"

/** A session of this person, as sign-in would have opened it. */
export async function tokenOf(
  owner: pg.Client,
  tenantId: string,
  person: { userId: string; memberId: string },
): Promise<string> {
  const token = newToken()
  await owner.query(
    `insert into auth.session (id, token, user_id, tenant_id, member_id, expires_at) values (gen_random_uuid(), $1, $2, $3, $4, ${expiry})`,
    [hashToken(token), person.userId, tenantId, person.memberId],
  )
  return token
}

/** Companies as the product itself would have written them, in one statement. */
const companies = `insert into directory.company (tenant_id, id, name, code, roles, industry, city, country, phone, created_at, updated_at)
  select $1, gen_random_uuid(), 'Company ' || i, 'C' || i, '{customer}', 'Machinery', 'Shanghai', 'China', '+86 21 5550100', now(), now()
  from generate_series(1, $2::int) as i`

export async function makeWorld(options: { tenants: number; rows: number }): Promise<World> {
  const home = await mkdtemp(join(tmpdir(), 'tenon-bench-'))
  await chmod(home, 0o755)
  const settings = readSettings({ TENON_HOME: home, TENON_SECRET: randomBytes(32).toString('hex') }, 'tool')
  const installation = await openInstallation(settings, pino({ level: 'silent' }))
  const owner = new pg.Client(installation.owner)
  owner.on('error', () => {}) // the server goes away under it at the end
  await owner.connect()
  const made = { readers: [] as string[], writers: [] as string[], ids: [] as string[][] }
  for (let i = 0; i < options.tenants; i++) {
    const { tenant } = await createTenant(installation, { slug: `bench-${i}`, name: `Bench ${i}` })
    const [reader, writer] = ['salesRep', 'administrator'].map(role => ({
      name: role,
      email: `${role}${i}@bench.example`,
      roles: [{ role }],
    }))
    made.readers.push(
      await tokenOf(owner, tenant.id, await createPerson(installation.runtime, tenant, reader as never)),
    )
    made.writers.push(
      await tokenOf(owner, tenant.id, await createPerson(installation.runtime, tenant, writer as never)),
    )
    await owner.query(companies, [tenant.id, options.rows])
    const { rows } = await owner.query('select id from directory.company where tenant_id = $1 limit 50', [tenant.id])
    made.ids.push(rows.map(row => row.id))
  }
  await owner.query('vacuum analyze')
  return {
    ...made,
    installation,
    owner,
    async stop() {
      await owner.end()
      await installation.close()
      await rm(home, { recursive: true, force: true })
    },
  }
}

export interface Server {
  readonly url: string
  readonly pid: number
  stop(): Promise<void>
}

/** Starts one of the servers of this folder in a process of its own; it prints its address when it listens. */
export async function startServer(file: string, env: Record<string, string>): Promise<Server> {
  const path = fileURLToPath(new URL(file, import.meta.url))
  const child: ChildProcess = spawn(process.execPath, [path], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.once('data', text => resolve(String(text).trim()))
    child.once('exit', code => reject(new Error(`${file} ended with ${code}`)))
  })
  return {
    url,
    pid: child.pid as number,
    stop: () =>
      new Promise(resolve => {
        child.once('exit', () => resolve())
        child.kill('SIGTERM')
      }),
  }
}

export const startProduct = ({ installation: { settings } }: World): Promise<Server> =>
  startServer('product.ts', { TENON_HOME: settings.home, TENON_SECRET: settings.secret as string, PORT: '0' })
