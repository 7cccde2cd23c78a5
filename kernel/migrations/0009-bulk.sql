-- The same act on many records: what was asked for, how far it has come, and what became of each record.

create table kernel.bulk_job (
  tenant_id uuid not null,
  id uuid not null,
  collection text not null,
  -- update, remove, restore, the name of an action, or undo.
  act text not null,
  -- The values of an update, the input of an action.
  body jsonb not null,
  member_id uuid not null,
  site_id uuid,
  -- Under which its changes stand in the history.
  request_id text not null,
  -- False for what was done while its caller waited.
  in_background boolean not null,
  -- The one it takes back, and the one that took it back.
  undoes uuid,
  undone_by uuid,
  state text not null check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  total integer not null,
  done integer not null default 0,
  failed integer not null default 0,
  -- The refusal that ended it: {code, message: {en, zh}}.
  failure jsonb,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  ended_at timestamptz,
  primary key (tenant_id, id)
);
create index bulk_job_member_idx on kernel.bulk_job (tenant_id, member_id, id);
grant select, insert, update, delete on kernel.bulk_job to "{{app}}";

-- Marked in the transaction that changes its record, so that no record is done twice however often the job begins anew.
create table kernel.bulk_row (
  tenant_id uuid not null,
  job_id uuid not null,
  place integer not null,
  record_id uuid not null,
  outcome text check (outcome in ('done', 'failed')),
  -- Of the record afterwards; before, for what is to be taken back only where nobody has changed it since.
  version integer,
  -- {code, message: {en, zh}, fields?: [{field, code, message: {en, zh}}]}
  problem jsonb,
  primary key (tenant_id, job_id, place)
);
create index bulk_row_waiting_idx on kernel.bulk_row (tenant_id, job_id, place) where outcome is null;
create index bulk_row_failed_idx on kernel.bulk_row (tenant_id, job_id, place) where outcome = 'failed';
grant select, insert, update, delete on kernel.bulk_row to "{{app}}";
