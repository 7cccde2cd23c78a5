import { expect, test } from 'vitest'
import { testApp } from '../testing/app.ts'
import { connectFor } from '../testing/background.ts'
import { workshop } from '../testing/workshop.ts'
import { readHoles, wallCheck } from './wall-check.ts'

const app = await testApp([workshop])
const role = app.database.app.user
const holes = async () => readHoles(await app.runtime.pool.instance([wallCheck(role)]))

test('every table, view and function of a new database stands behind the wall', async () => {
  expect(await holes()).toEqual([])
})

const table = (columns: string, key = 'primary key (tenant_id, id)') =>
  `create table workshop.planted (${columns}, ${key})`
const whole = 'tenant_id uuid not null, id uuid not null'
const rule = "tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid"
const walled = `alter table workshop.planted enable row level security; alter table workshop.planted force row level security;
  create policy tenant on workshop.planted using (${rule}) with check (${rule})`
const undo = 'drop table if exists workshop.planted, public.planted cascade'

test.each([
  ['a correct table', '', [table(whole), walled]],
  ['a forgotten tenant', 'no tenant_id uuid not null', [table('id uuid not null', 'primary key (id)')]],
  [
    'a tenant that may be missing',
    'no tenant_id uuid not null',
    ['create table workshop.planted (tenant_id uuid, id uuid primary key)'],
  ],
  ['a table in another schema', 'row-level security is off', [table(whole).replace('workshop.', 'public.')]],
  ['no row-level security', 'row-level security is off', [table(whole)]],
  [
    'row-level security its owner passes',
    'row-level security is not forced',
    [table(whole), walled, 'alter table workshop.planted no force row level security'],
  ],
  ['no policy', 'no policy', [table(whole), walled, 'drop policy tenant on workshop.planted']],
  [
    'a policy of another rule',
    'a policy other than the rule',
    [table(whole), walled, 'create policy more on workshop.planted using (true)'],
  ],
  [
    'a policy that checks nothing written',
    'a policy other than the rule',
    [table(whole), walled, 'alter policy tenant on workshop.planted with check (true)'],
  ],
  ['no primary key', 'no primary key', [table(whole, 'unique (tenant_id, id)'), walled]],
  [
    'a key that tells what others have',
    'a unique index not led by tenant_id',
    [table(`${whole}, email text unique`), walled],
  ],
  [
    'a tenant at the end of the key',
    'a unique index not led by tenant_id',
    [table(whole, 'primary key (id, tenant_id)'), walled],
  ],
  [
    'a reference into any tenant',
    'a foreign key without tenant_id',
    [
      table(`${whole}, person uuid`),
      walled,
      'alter table workshop.planted add column other uuid',
      'alter table workshop.planted add constraint astray foreign key (other, person) references workshop.person (tenant_id, id)',
    ],
  ],
  [
    'a view with the rights of its owner',
    'a view that runs as its owner',
    [table(whole), walled, 'create view workshop.planted_view as select * from workshop.planted'],
  ],
  [
    'a view with those of its reader',
    '',
    [
      table(whole),
      walled,
      'create view workshop.planted_view with (security_invoker = on) as select * from workshop.planted',
    ],
  ],
  [
    'a copy without a wall',
    'a materialized view',
    [table(whole), walled, 'create materialized view workshop.planted_copy as select * from workshop.planted'],
  ],
  [
    'a way past the wall',
    'the run-time role may empty it past the wall',
    [table(whole), walled, `grant truncate on workshop.planted to ${role}`],
  ],
  [
    'a table of the server',
    'the run-time role owns it',
    [table(whole), walled, `alter table workshop.planted owner to ${role}`],
  ],
])('%s: %s', async (_, hole, statements) => {
  const owner = await connectFor(app.database.owner)
  try {
    for (const statement of statements) await owner.query(statement)
    const found = (await holes()).map(one => one.hole)
    if (hole) expect(found).toContain(hole)
    else expect(found).toEqual([])
  } finally {
    await owner.query(undo)
  }
  expect(await holes()).toEqual([])
})

test.each([
  [
    'a SECURITY DEFINER function without search_path',
    'create function workshop.planted() returns int language sql security definer as $$ select 1 $$',
    'drop function workshop.planted()',
  ],
  ['the run-time role can bypass the wall', `alter role ${role} bypassrls`, `alter role ${role} nobypassrls`],
  ['the run-time role can become another', `grant pg_read_all_data to ${role}`, `revoke pg_read_all_data from ${role}`],
  [
    'the run-time role may create in the schema',
    `grant create on schema workshop to ${role}`,
    `revoke create on schema workshop from ${role}`,
  ],
  [
    'the run-time role may create schemas',
    `grant create on database ${app.database.owner.database} to ${role}`,
    `revoke create on database ${app.database.owner.database} from ${role}`,
  ],
  [
    'the run-time role may rewrite history',
    `grant update on kernel.audit_event to ${role}`,
    `revoke update on kernel.audit_event from ${role}`,
  ],
])('%s', async (hole, plant, remove) => {
  const owner = await connectFor(app.database.owner)
  await owner.query(plant)
  try {
    expect((await holes()).map(one => one.hole)).toContain(hole)
  } finally {
    await owner.query(remove)
  }
  expect(await holes()).toEqual([])
})
