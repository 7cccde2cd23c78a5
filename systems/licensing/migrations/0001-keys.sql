-- Keys as they are looked up: only their digests, and only of those in force. Whoever holds one is an entity of its own.
create table licensing.key_digest (
  tenant_id uuid not null,
  digest text not null,
  kind text not null check (kind in ('license', 'publishable')),
  -- The licence, or the publishable key.
  owner_id uuid not null,
  primary key (tenant_id, digest)
);
create unique index key_digest_owner on licensing.key_digest (tenant_id, kind, owner_id);

alter table licensing.key_digest enable row level security;
alter table licensing.key_digest force row level security;
create policy tenant on licensing.key_digest
  using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
  with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
grant select, insert, update, delete on licensing.key_digest to "{{app}}";

-- A machine holds one place of a licence, whoever asks at once.
create unique index activation_machine on licensing.activation (tenant_id, license, fingerprint)
  where status = 'active' and deleted_at is null;
