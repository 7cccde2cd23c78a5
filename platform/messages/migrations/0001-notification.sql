create schema if not exists messages;
grant usage on schema messages to "{{app}}";

-- What somebody was told. Its words are made when it is read, in the reader's language, from the kind and `params`.
create table messages.notification (
  tenant_id uuid not null,
  member_id uuid not null,
  -- In the order of time.
  id uuid not null,
  kind text not null,
  params jsonb not null default '{}',
  actor_id uuid,
  actor_name text,
  -- The record it is about, or a place in the console.
  collection text,
  record_id uuid,
  path text,
  at timestamptz not null,
  read_at timestamptz,
  archived_at timestamptz,
  primary key (tenant_id, member_id, id)
);
create index notification_unread on messages.notification (tenant_id, member_id, id) where read_at is null and archived_at is null;

alter table messages.notification enable row level security;
alter table messages.notification force row level security;
create policy tenant on messages.notification
  using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
  with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
grant select, insert, update, delete on messages.notification to "{{app}}";

-- Takes away what nobody comes back to.
create function messages.forget_past(tenant uuid) returns bigint language sql set search_path = '' as $$
  with gone as (
    delete from messages.notification n where n.tenant_id = tenant
      and (n.at < now() - interval '1 year' or n.archived_at < now() - interval '90 days') returning 1)
  select count(*) from gone
$$;
