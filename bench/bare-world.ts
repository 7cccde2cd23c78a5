import { createHash } from 'node:crypto'
import { type Server, startServer, type World } from './world.ts'

const columns = [
  'id',
  'version',
  'created_at',
  'updated_at',
  'created_by',
  'name',
  'code',
  'roles',
  'industry',
  'domain',
  'website',
  'phone',
  'fax',
  'street',
  'city',
  'region',
  'postal_code',
  'country',
  'tax_id',
]

/** The same million rows, audit and outbox tables and sessions once more, without walls, for the hand-written server. */
export async function makeBare({ owner }: World, tokens: readonly string[]) {
  await owner.query(`create schema bare;
    create table bare.company (like directory.company including all);
    create table bare.audit_event (like kernel.audit_event including all);
    create table bare.outbox_event (like kernel.outbox_event including all);
    create table bare.person (id uuid primary key, name text not null);
    create table bare.session (token text primary key, person_id uuid not null references bare.person, tenant_id uuid not null, expires_at timestamptz not null);
    insert into bare.company select * from directory.company;
    insert into bare.person select id, name from auth."user"`)
  const { rows } = await owner.query('select token, user_id, tenant_id from auth.session')
  const byHash = new Map(rows.map(session => [session.token, session]))
  for (const token of tokens) {
    const session = byHash.get(createHash('sha256').update(token).digest('base64url'))
    const hash = createHash('sha256').update(token).digest('hex')
    await owner.query(`insert into bare.session values ($1, $2, $3, now() + interval '1 day')`, [
      hash,
      session.user_id,
      session.tenant_id,
    ])
  }
  await owner.query('vacuum analyze')
}

/** The hand-written server over these tables. */
export function startBare({ installation }: World): Promise<Server> {
  const { host, port, user, password, database } = installation.owner
  return startServer('bare.ts', {
    BENCH_CONNECTION: JSON.stringify({ host, port, user, password, database }),
    BENCH_COLUMNS: JSON.stringify(columns),
  })
}
