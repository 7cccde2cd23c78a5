import type { Results, Statement } from './batch.ts'
import { instanceTables } from './instance-tables.ts'

/** A place where a row of one tenant could reach another. */
export interface Hole {
  readonly hole: string
  readonly object: string
}

/** How PostgreSQL writes back the one rule there is. */
const rule = "(tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)"

/**
 * Every row is a hole. $1: the instance tables as LIKE patterns; $2: the rule; $3: the run-time role. Reads the
 * catalogue alone, so the run-time role itself may ask.
 */
const check = `
with relation as (
  select c.oid, c.relkind, c.relrowsecurity, c.relforcerowsecurity, c.reloptions, c.relowner, format('%I.%I', n.nspname, c.relname) as name,
    exists (select 1 from unnest($1::text[]) as pattern where n.nspname || '.' || c.relname like pattern) as is_instance
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname not in ('information_schema', 'pg_catalog', 'pg_toast') and n.nspname not like 'pg\\_temp\\_%' and n.nspname not like 'pg\\_toast\\_temp\\_%'
), walled as (
  select r.*, a.attnum as tenant from relation r
  left join pg_attribute a on a.attrelid = r.oid and a.attname = 'tenant_id' and a.attnotnull and a.atttypid = 'uuid'::regtype and not a.attisdropped
  where r.relkind in ('r', 'p') and not r.is_instance
), role as (
  select * from pg_roles where rolname = $3
)
select 'no tenant_id uuid not null' as hole, name as object from walled where tenant is null
union all select 'row-level security is off', name from walled where not relrowsecurity
union all select 'row-level security is not forced', name from walled where relrowsecurity and not relforcerowsecurity
union all select 'no policy', w.name from walled w where not exists (select 1 from pg_policy p where p.polrelid = w.oid)
union all select 'a policy other than the rule', format('%I on %s', p.polname, w.name) from walled w join pg_policy p on p.polrelid = w.oid
  where p.polcmd <> '*' or not p.polpermissive or p.polroles <> '{0}'
    or pg_get_expr(p.polqual, p.polrelid) is distinct from $2 or pg_get_expr(p.polwithcheck, p.polrelid) is distinct from $2
union all select 'no primary key', w.name from walled w where not exists (select 1 from pg_index i where i.indrelid = w.oid and i.indisprimary)
union all select 'a unique index not led by tenant_id', i.indexrelid::regclass::text from walled w join pg_index i on i.indrelid = w.oid
  where (i.indisunique or i.indisexclusion) and i.indkey[0] is distinct from w.tenant
union all select 'a foreign key without tenant_id', format('%I on %s', k.conname, k.conrelid::regclass) from walled w join pg_constraint k on k.confrelid = w.oid
  where k.contype = 'f' and not exists (
    select 1 from unnest(k.conkey, k.confkey) as pair (mine, theirs) join pg_attribute a on a.attrelid = k.conrelid and a.attnum = pair.mine
    where a.attname = 'tenant_id' and pair.theirs = w.tenant)
union all select 'a view that runs as its owner', name from relation where relkind = 'v' and not coalesce(
  (select option_value::boolean from pg_options_to_table(reloptions) where option_name = 'security_invoker'), false)
union all select 'a materialized view', name from relation where relkind = 'm'
union all select 'a foreign table', name from relation where relkind = 'f' and not is_instance
union all select 'a SECURITY DEFINER function without search_path', p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
  where p.prosecdef and n.nspname not in ('information_schema', 'pg_catalog')
    and not exists (select 1 from unnest(p.proconfig) as setting where setting like 'search_path=%')
union all select 'the run-time role does not exist', $3::text where not exists (select 1 from role)
union all select 'the run-time role can bypass the wall', rolname::text from role where rolsuper or rolbypassrls or rolcreaterole or rolreplication
union all select 'the run-time role can become another', format('%I as %I', r.rolname, g.rolname) from role r
  join pg_auth_members m on m.member = r.oid join pg_roles g on g.oid = m.roleid
union all select 'the run-time role owns it', w.name from relation w join role r on r.oid = w.relowner
union all select 'the run-time role owns the schema', n.nspname::text from pg_namespace n join role r on r.oid = n.nspowner
union all select 'the run-time role may create in the schema', n.nspname::text from role r, pg_namespace n
  where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and has_schema_privilege(r.oid, n.oid, 'CREATE')
union all select 'the run-time role may create schemas', current_database()::text from role r where has_database_privilege(r.oid, current_database(), 'CREATE')
union all select 'the run-time role may empty it past the wall', w.name from role r, walled w where has_table_privilege(r.oid, w.oid, 'TRUNCATE')
union all select 'the run-time role may rewrite history', w.name from role r, walled w
  where w.name in ('kernel.audit_event', 'kernel.audit_block') and (has_table_privilege(r.oid, w.oid, 'UPDATE') or has_table_privilege(r.oid, w.oid, 'DELETE'))
order by 1, 2`

const likePattern = (name: string) => name.replaceAll('_', '\\_').replace(/\*$/, '%')

/** The statement that lists the holes in the wall for the role the server runs as. */
export const wallCheck = (appRole: string): Statement => ({
  text: check,
  values: [instanceTables.map(likePattern), rule, appRole],
})
export const readHoles = ([rows = []]: Results): readonly Hole[] =>
  rows.map(([hole, object]) => ({ hole: hole as string, object: object as string }))
