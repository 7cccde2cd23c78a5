-- Imports: what was uploaded, how far each has come, what it refused and what it changed.

create table kernel.import (
  tenant_id uuid not null,
  id uuid not null,
  collection text not null,
  file_name text not null,
  -- Who it acts for, and where that person stood.
  member_id uuid,
  site_id uuid,
  state text not null check (state in ('receiving', 'queued', 'running', 'done', 'failed', 'undone')),
  -- What queued and running stand for: writing what the file says, or taking it back.
  undoing boolean not null default false,
  dry_run boolean not null,
  -- Field names joined by +, or null when every row is a new record.
  key text,
  columns jsonb not null default '[]',
  total integer not null default 0,
  done integer not null default 0,
  created integer not null default 0,
  updated integer not null default 0,
  unchanged integer not null default 0,
  failed integer not null default 0,
  undone integer not null default 0,
  kept integer not null default 0,
  -- The refusal that ended it: {code, message: {en, zh}}.
  failure jsonb,
  created_at timestamptz not null default now(),
  touched_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz,
  primary key (tenant_id, id)
);
create index import_member_idx on kernel.import (tenant_id, member_id, id);
grant select, insert, update, delete on kernel.import to "{{app}}";

-- The rows of the file as text, in pieces: [[line, cell, …], …].
create table kernel.import_rows (
  tenant_id uuid not null,
  import_id uuid not null,
  first integer not null,
  count integer not null,
  rows text not null,
  primary key (tenant_id, import_id, first),
  foreign key (tenant_id, import_id) references kernel.import (tenant_id, id) on delete cascade
);
grant select, insert, delete on kernel.import_rows to "{{app}}";

-- No foreign key here and below: checked row by row it would cost more than all else a batch of rows writes.
create table kernel.import_error (
  tenant_id uuid not null,
  import_id uuid not null,
  -- Its place among the rows of the file, from 0, and the line it begins on.
  place integer not null,
  line integer not null,
  -- [{column, field, code, params?, message?}, …]
  problems jsonb not null,
  primary key (tenant_id, import_id, place)
);
grant select, insert, delete on kernel.import_error to "{{app}}";

-- What a real run changed, so that it can be undone: the audit row holds the values, version tells whether anyone has
-- changed the record since.
create table kernel.import_change (
  tenant_id uuid not null,
  import_id uuid not null,
  record_id uuid not null,
  event_id uuid not null,
  version integer not null,
  kept boolean not null default false,
  primary key (tenant_id, import_id, record_id)
);
grant select, insert, update, delete on kernel.import_change to "{{app}}";
