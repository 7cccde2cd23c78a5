import { type AnyEntity, snake } from '../entity/entity.ts'

/** Deeper than any organisation, and shallow enough that the way to a record stays a short list. */
export const maximumDepth = 50

interface Tree {
  readonly schema: string
  readonly table: string
  readonly parent: string
  /** The field's name, which a refusal points at. */
  readonly field: string
}

const treeOf = (entity: AnyEntity): Tree => ({
  schema: entity.table.schema,
  table: entity.table.name,
  parent: snake(entity.tree as string),
  field: entity.tree as string,
})

const qualified = ({ schema, table }: Tree) => `"${schema}"."${table}"`

/** The key under which whoever changes the shape of a tenant's tree waits for whoever else does. */
const lockKey = (tree: Tree, tenant: string) =>
  `hashtextextended(${tenant}::text || ' ${tree.schema}.${tree.table}', 0)`

/** Queued before anything else, it lets a move wait before it holds a row that another move may need. */
export const lockTree = (entity: AnyEntity): string =>
  `select pg_advisory_xact_lock(${lockKey(treeOf(entity), '$1::uuid')})`

/**
 * `lineage` of the records named in `moved` and of all below them, worked out from the nearest ancestor that has not
 * moved. What is never reached from there hangs on itself: a cycle.
 */
const rewrite = (tree: Tree) => `
  with recursive touched (tenant_id, id) as (
    select m.tenant_id, m.id from unnest(tenants, moved) as m (tenant_id, id)
    union
    select t.tenant_id, t.id from touched a join ${qualified(tree)} t on t.tenant_id = a.tenant_id and t."${tree.parent}" = a.id
  ), placed (tenant_id, id, lineage) as (
    select t.tenant_id, t.id, coalesce(p.lineage, '{}') || t.id
    from unnest(tenants, moved) as m (tenant_id, id)
    join ${qualified(tree)} t on t.tenant_id = m.tenant_id and t.id = m.id
    left join ${qualified(tree)} p on p.tenant_id = t.tenant_id and p.id = t."${tree.parent}"
    where t."${tree.parent}" is null or (t.tenant_id, t."${tree.parent}") not in (select u.tenant_id, u.id from touched u)
    union all
    select t.tenant_id, t.id, a.lineage || t.id
    from placed a join ${qualified(tree)} t on t.tenant_id = a.tenant_id and t."${tree.parent}" = a.id
    where cardinality(a.lineage) <= ${maximumDepth}
  ), written as (
    update ${qualified(tree)} t set lineage = p.lineage from placed p
    where t.tenant_id = p.tenant_id and t.id = p.id and t.lineage is distinct from p.lineage
  )
  select (select count(*) from touched) - (select count(*) from placed), (select max(cardinality(p.lineage)) from placed p)
  into lost, depth;`

const refuse = (tree: Tree, code: string, condition: string) => `
  if ${condition} then
    raise exception using errcode = '${code}', message = '${tree.field}';
  end if;`

/** An insert only hangs below what stands: inserts do not wait for one another, but for a move, and a move for them. */
const inserted = (tree: Tree) => `
create or replace function "${tree.schema}"."${tree.table}_planted"() returns trigger language plpgsql as $$
declare
  tenants uuid[]; moved uuid[]; lost bigint; depth integer;
begin
  perform pg_advisory_xact_lock_shared(${lockKey(tree, 'c.tenant_id')}) from (select distinct tenant_id from changed) c;
  select array_agg(c.tenant_id), array_agg(c.id) into tenants, moved from changed c;
  if moved is null then return null; end if;${rewrite(tree)}${refuse(tree, 'TN007', `depth > ${maximumDepth}`)}${refuse(tree, 'TN006', 'lost > 0')}${refuse(
    tree,
    'TN008',
    `exists (select 1 from changed c join ${qualified(tree)} p on p.tenant_id = c.tenant_id and p.id = c."${tree.parent}"
    where c.deleted_at is null and p.deleted_at is not null)`,
  )}
  return null;
end $$`

/**
 * What has changed is found by EXCEPT: a join of the rows before and after would keep the plan made for one row, which for
 * the many rows of a branch is a loop in a loop.
 */
const turned = (what: string) => `
    select c.tenant_id, c.id, ${what.replaceAll('#', 'c')} from changed c
    except select w.tenant_id, w.id, ${what.replaceAll('#', 'w')} from was w`

const moved = (tree: Tree) => `
create or replace function "${tree.schema}"."${tree.table}_moved"() returns trigger language plpgsql as $$
declare
  tenants uuid[]; moved uuid[]; turned uuid[]; lost bigint; depth integer;
begin
  select array_agg(x.tenant_id), array_agg(x.id) into tenants, turned from (${turned(`(#."${tree.parent}", #.deleted_at is null)`)}) x;
  if turned is null then return null; end if;
  perform pg_advisory_xact_lock(${lockKey(tree, 't.tenant_id')}) from (select distinct tenant_id from unnest(tenants) as u (tenant_id) order by 1) t;${refuse(
    tree,
    'TN008',
    `exists (select 1 from unnest(tenants, turned) as u (tenant_id, id)
    join ${qualified(tree)} c on c.tenant_id = u.tenant_id and c.id = u.id and c.deleted_at is null
    join ${qualified(tree)} p on p.tenant_id = c.tenant_id and p.id = c."${tree.parent}" and p.deleted_at is not null)`,
  )}${refuse(
    tree,
    'TN009',
    `exists (select 1 from unnest(tenants, turned) as u (tenant_id, id)
    join ${qualified(tree)} c on c.tenant_id = u.tenant_id and c.id = u.id and c.deleted_at is not null
    join ${qualified(tree)} t on t.tenant_id = c.tenant_id and t."${tree.parent}" = c.id and t.deleted_at is null)`,
  )}
  select array_agg(x.tenant_id), array_agg(x.id) into tenants, moved from (${turned(`#."${tree.parent}"`)}) x;
  if moved is not null then${rewrite(tree)}${refuse(tree, 'TN007', `depth > ${maximumDepth}`)}${refuse(tree, 'TN006', 'lost > 0')}
  end if;
  return null;
end $$`

const trigger = ({ schema, table }: Tree, name: string, event: string, tables: string) =>
  `create or replace trigger "${table}_${name}" after ${event} on "${schema}"."${table}" referencing ${tables}
    for each statement execute function "${schema}"."${table}_${name}"()`

/** Rows that stood before their entity was a tree, tenant by tenant, as the wall lets an owner see no more at once. */
const planted = (tree: Tree) => `do $$
declare
  tenants uuid[]; moved uuid[]; lost bigint; depth integer; one uuid;
begin
  for one in select id from kernel.tenant loop
    perform set_config('app.tenant_id', one::text, true);
    select array_agg(t.tenant_id), array_agg(t.id) into tenants, moved from ${qualified(tree)} t
      where t.tenant_id = one and t.lineage = '{}';
    if moved is not null then${rewrite(tree)}${refuse(tree, 'TN006', 'lost > 0')}
    end if;
  end loop;
  perform set_config('app.tenant_id', '', true);
end $$`

/** What keeps `lineage` right however a row comes, moves or goes; each name with the statements that make it. */
export function treeTriggers(entity: AnyEntity): { name: string; definition: string }[] {
  const tree = treeOf(entity)
  return [
    {
      name: `${tree.table}_planted`,
      definition: `${inserted(tree)};\n${trigger(tree, 'planted', 'insert', 'new table as changed')};\n${planted(tree)}`,
    },
    {
      name: `${tree.table}_moved`,
      definition: `${moved(tree)};\n${trigger(tree, 'moved', 'update', 'old table as was new table as changed')}`,
    },
  ]
}
