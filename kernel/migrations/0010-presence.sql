-- Who looks at which record at this moment. Not logged: after a crash everybody says so again within seconds.
create unlogged table kernel.presence (
  tenant_id uuid not null,
  record_id uuid not null,
  member_id uuid not null,
  entity text not null,
  name text not null,
  -- The field being edited.
  field text,
  since timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  primary key (tenant_id, record_id, member_id)
);
create index presence_seen_idx on kernel.presence (tenant_id, seen_at);
grant select, insert, update, delete on kernel.presence to "{{app}}";
