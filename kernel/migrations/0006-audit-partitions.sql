-- The history by months, so that its indexes stay small and old months can go as a whole. What decides the month is an
-- event's id, which begins with the instant it was made: the primary key need not grow, and newest first is the order of
-- the partitions. What has no such id, or no month made for it, stands in audit_event_other.

alter table kernel.audit_event rename to audit_event_before;
alter index kernel.audit_event_pkey rename to audit_event_before_pkey;
alter index kernel.audit_event_record_idx rename to audit_event_before_record_idx;
alter index kernel.audit_event_tx_idx rename to audit_event_before_tx_idx;
alter table kernel.audit_event_before no force row level security;

create table kernel.audit_event (
  tenant_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  member_id uuid,
  actor_name text not null,
  site_id uuid,
  via text not null,
  address text,
  request_id text,
  entity text not null,
  record_id uuid not null,
  act text not null,
  reason text,
  before jsonb,
  after jsonb,
  hash text not null,
  -- The writing transaction: all below the oldest running one are final, so blocks can be sealed without marking rows.
  tx bigint not null default (pg_current_xact_id()::text)::bigint,
  primary key (tenant_id, id)
) partition by range (id);
create index audit_event_record_idx on kernel.audit_event (tenant_id, record_id, id);
create index audit_event_tx_idx on kernel.audit_event (tenant_id, tx, id);
grant select, insert on kernel.audit_event to "{{app}}";
create table kernel.audit_event_other partition of kernel.audit_event default;

-- The smallest id of a month.
create function kernel.audit_month(month date) returns uuid language sql immutable as $$
  select (lpad(to_hex((extract(epoch from date_trunc('month', month)::timestamp) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
$$;

-- A month's partition behind the wall, with what already stands in the other one for it. Writers of other months go on.
create function kernel.make_audit_partition(month date) returns boolean language plpgsql as $$
declare
  name text := 'audit_event_' || to_char(month, 'YYYY_MM');
  low uuid := kernel.audit_month(month);
  high uuid := kernel.audit_month((month + interval '1 month')::date);
  rule text := '(tenant_id = nullif(current_setting(''app.tenant_id'', true), '''')::uuid)';
begin
  if to_regclass('kernel.' || name) is not null then
    return false;
  end if;
  execute format('create table kernel.%I (like kernel.audit_event including all)', name);
  lock table kernel.audit_event_other in access exclusive mode;
  alter table kernel.audit_event_other no force row level security;
  execute format('with gone as (delete from kernel.audit_event_other where id >= %L and id < %L returning *)
    insert into kernel.%I select * from gone', low, high, name);
  alter table kernel.audit_event_other force row level security;
  execute format('alter table kernel.%I enable row level security, force row level security', name);
  execute format('create policy tenant on kernel.%I using %s with check %s', name, rule, rule);
  execute format('alter table kernel.audit_event attach partition kernel.%I for values from (%L) to (%L)', name, low, high);
  return true;
end $$;

-- This month's partition and those of the next ones; answers how many were missing. The run-time role owns no table, so
-- this runs as their owner and takes nothing but a number.
create function kernel.make_audit_partitions(ahead integer) returns integer language plpgsql
  security definer set search_path = pg_catalog, pg_temp set lock_timeout = '5s' as $$
declare
  month date := date_trunc('month', now() at time zone 'utc')::date;
  made integer := 0;
begin
  if to_regclass('kernel.audit_event_' || to_char(month, 'YYYY_MM')) is not null
    and to_regclass('kernel.audit_event_' || to_char(month + ahead * interval '1 month', 'YYYY_MM')) is not null then
    return 0;
  end if;
  perform pg_advisory_xact_lock(hashtextextended('audit partitions', 0));
  for i in 0 .. least(ahead, 24) loop
    if kernel.make_audit_partition((month + i * interval '1 month')::date) then
      made := made + 1;
    end if;
  end loop;
  return made;
end $$;

alter table kernel.audit_event_other enable row level security, force row level security;
create policy tenant on kernel.audit_event_other using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
  with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
do $$
declare
  month date;
begin
  for month in
    select distinct date_trunc('month', to_timestamp(('x' || substr(replace(id::text, '-', ''), 1, 12))::bit(48)::bigint / 1000.0) at time zone 'utc')::date
    from kernel.audit_event_before
    where substr(id::text, 15, 1) = '7' and id < kernel.audit_month((now() + interval '1 year')::date)
  loop
    perform kernel.make_audit_partition(month);
  end loop;
  perform kernel.make_audit_partitions(3);
end $$;
insert into kernel.audit_event select * from kernel.audit_event_before;
drop table kernel.audit_event_before;

-- For how many months an organisation keeps its history; for good when null, and never less than half a year.
alter table kernel.tenant add column audit_months integer check (audit_months between 6 and 1200);

-- Up to which block an organisation's events are no longer kept. The blocks stay, so that the chain is whole from its
-- beginning and only what they vouched for is gone.
create table kernel.audit_floor (
  tenant_id uuid not null,
  sequence bigint not null,
  events bigint not null,
  forgotten_at timestamptz not null default now(),
  primary key (tenant_id)
);
grant select on kernel.audit_floor to "{{app}}";

-- Takes away whole sealed blocks, at most so many, of which every event is older than the organisation keeps. Nobody may
-- delete events but through this, and this knows no shorter time than the organisation's own. Answers how many went.
create function kernel.forget_audit(tenant uuid, blocks integer) returns bigint language plpgsql
  security definer set search_path = pg_catalog, pg_temp as $$
declare
  months integer;
  horizon uuid;
  floor_at bigint;
  last record;
  kept record;
  gone bigint;
begin
  select t.audit_months into months from kernel.tenant t where t.id = tenant;
  if months is null then
    return 0;
  end if;
  perform pg_advisory_xact_lock(hashtextextended('audit ' || tenant::text, 0));
  horizon := kernel.audit_month((now() at time zone 'utc' - months * interval '1 month')::date);
  select coalesce(max(f.sequence), 0) into floor_at from kernel.audit_floor f where f.tenant_id = tenant;
  select e.tx, e.id into kept from kernel.audit_event e
    where e.tenant_id = tenant and (e.id >= horizon or substr(e.id::text, 15, 1) <> '7') order by e.tx, e.id limit 1;
  select b.sequence, b.to_tx, b.to_id into last from kernel.audit_block b
    where b.tenant_id = tenant and b.sequence > floor_at and b.sequence <= floor_at + blocks
      and (kept.id is null or (b.to_tx, b.to_id) < (kept.tx, kept.id))
    order by b.sequence desc limit 1;
  if last.sequence is null then
    return 0;
  end if;
  delete from kernel.audit_event e
    where e.tenant_id = tenant and (e.tx, e.id) <= (last.to_tx, last.to_id) and e.id < horizon;
  get diagnostics gone = row_count;
  insert into kernel.audit_floor as f (tenant_id, sequence, events) values (tenant, last.sequence, gone)
    on conflict (tenant_id) do update set sequence = excluded.sequence, events = f.events + excluded.events, forgotten_at = now();
  return gone;
end $$;

-- Drops the months that no organisation has an event in any more. Answers how many.
create function kernel.drop_empty_audit_partitions() returns integer language plpgsql
  security definer set search_path = pg_catalog, pg_temp set lock_timeout = '2s' as $$
declare
  name text;
  is_empty boolean;
  dropped integer := 0;
begin
  for name in
    select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'kernel.audit_event'::regclass and c.relname ~ '^audit_event_\d{4}_\d\d$'
      and c.relname < 'audit_event_' || to_char(now() at time zone 'utc' - interval '6 months', 'YYYY_MM')
  loop
    -- The owner too is behind the wall and would find every month empty.
    execute format('alter table kernel.%I no force row level security', name);
    execute format('select not exists (select 1 from kernel.%I)', name) into is_empty;
    if is_empty then
      execute format('drop table kernel.%I', name);
      dropped := dropped + 1;
    else
      execute format('alter table kernel.%I force row level security', name);
    end if;
  end loop;
  return dropped;
end $$;

revoke execute on function kernel.make_audit_partition(date), kernel.make_audit_partitions(integer),
  kernel.forget_audit(uuid, integer), kernel.drop_empty_audit_partitions() from public;
grant execute on function kernel.make_audit_partitions(integer), kernel.forget_audit(uuid, integer),
  kernel.drop_empty_audit_partitions() to "{{app}}";
