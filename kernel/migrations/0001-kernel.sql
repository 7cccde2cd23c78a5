-- What every tenant table and the kernel's own tables stand on. {{app}} is the run-time role: it owns nothing here.

create table kernel.tenant (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z][a-z0-9-]{1,40}$'),
  name text not null,
  time_zone text not null default 'Asia/Shanghai',
  currency text not null default 'CNY',
  status text not null default 'active' check (status in ('active', 'suspended')),
  -- Counted up in the transaction that changes who may do what, so that a right taken away is gone at the next request.
  access_version bigint not null default 1,
  created_at timestamptz not null default now()
);
grant select, insert, update on kernel.tenant to "{{app}}";

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
);
create index audit_event_record_idx on kernel.audit_event (tenant_id, record_id, id);
create index audit_event_tx_idx on kernel.audit_event (tenant_id, tx, id);
grant select, insert on kernel.audit_event to "{{app}}";

-- One link of a tenant's chain: the next events in (tx, id) order, up to and including the one at (to_tx, to_id).
-- The position is only where to look; what is chained are the events' own hashes, so a copy restored into another
-- cluster, whose transaction numbers start anew, can be renumbered without breaking the chain.
create table kernel.audit_block (
  tenant_id uuid not null,
  sequence bigint not null,
  to_tx bigint not null,
  to_id uuid not null,
  events integer not null,
  -- Over the hashes of the events in their order, and over the same hashes sorted: tells a swap from a forgery.
  ordered text not null,
  content text not null,
  previous text not null,
  hash text not null,
  sealed_at timestamptz not null default now(),
  primary key (tenant_id, sequence)
);
grant select, insert on kernel.audit_block to "{{app}}";

-- The key is also the order in which events are taken, so that a writer pays for one index only. An event that failed
-- for good waits at 'infinity'.
create table kernel.outbox_event (
  tenant_id uuid not null,
  id uuid not null,
  name text not null,
  entity text not null,
  record_id uuid not null,
  available_at timestamptz not null,
  attempts integer not null default 0,
  last_error text,
  primary key (tenant_id, available_at, id)
) with (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_insert_scale_factor = 1);
grant select, insert, update, delete on kernel.outbox_event to "{{app}}";

-- A reaction that has taken effect: written in the same transaction as its effects, so that each happens once.
create table kernel.reaction_done (
  tenant_id uuid not null,
  event_id uuid not null,
  reaction text not null,
  at timestamptz not null default now(),
  primary key (tenant_id, event_id, reaction)
);
grant select, insert, delete on kernel.reaction_done to "{{app}}";

-- The last due time of a schedule that was worked off, written in the same transaction as its effects.
create table kernel.schedule_run (
  tenant_id uuid not null,
  schedule text not null,
  due_at timestamptz not null,
  ran_at timestamptz not null default now(),
  primary key (tenant_id, schedule)
);
grant select, insert, update on kernel.schedule_run to "{{app}}";

create table kernel.number_series (
  tenant_id uuid not null,
  series text not null,
  period text not null,
  last bigint not null,
  primary key (tenant_id, series, period)
);
grant select, insert, update on kernel.number_series to "{{app}}";

create table kernel.idempotency_key (
  tenant_id uuid not null,
  member_id uuid not null,
  key text not null,
  fingerprint text not null,
  status integer not null,
  location text,
  reply text not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, member_id, key)
);
create index idempotency_key_age_idx on kernel.idempotency_key (tenant_id, created_at);
grant select, insert, delete on kernel.idempotency_key to "{{app}}";

-- Raises unless a referenced record is there; the message is the field.
create function kernel.require_reference(present boolean, field text) returns void language plpgsql as $$
begin
  if not present then
    raise exception using errcode = 'TN001', message = field;
  end if;
end $$;

-- Claims a key for the length of the transaction. Raises when it is being used, was used for this request (its reply is
-- stored), or was used for another one.
create function kernel.claim_idempotency_key(tenant uuid, member uuid, wanted text, print text) returns void language plpgsql as $$
declare
  known text;
begin
  if not pg_try_advisory_xact_lock(hashtextextended(tenant::text || ' ' || member::text || ' ' || wanted, 0)) then
    raise exception using errcode = 'TN002', message = 'running';
  end if;
  select k.fingerprint into known from kernel.idempotency_key k
    where k.tenant_id = tenant and k.member_id = member and k.key = wanted;
  if known = print then
    raise exception using errcode = 'TN003', message = 'done';
  elsif known is not null then
    raise exception using errcode = 'TN004', message = 'other';
  end if;
end $$;
