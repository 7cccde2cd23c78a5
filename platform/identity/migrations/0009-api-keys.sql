-- The directory of API keys: looked up before there is a tenant. Holds the SHA-256 of a key and what it is for, which
-- never changes; identity.api_key is what people see of it.
create table auth.api_key (
  tenant_id uuid not null references kernel.tenant (id),
  key_id uuid not null,
  hash text not null unique check (length(hash) = 43),
  name text not null,
  member_id uuid not null,
  user_id uuid not null references auth."user" (id) on delete cascade,
  -- Null: all that the owner may; otherwise only these patterns, or only what these roles give.
  permissions text[],
  role_ids uuid[],
  addresses text[] not null,
  per_minute integer not null check (per_minute > 0),
  expires_at timestamptz not null,
  -- Requests not yet forgiven, as of `counted_at`; see platform/identity/api-key/allowance.ts.
  level double precision not null default 0,
  counted_at timestamptz not null default now(),
  primary key (tenant_id, key_id)
);
create index api_key_user_idx on auth.api_key (user_id);
grant select, insert, update, delete on auth.api_key to "{{app}}";

-- However a key ends, it is out of the directory in the same transaction.
create function auth.follow_api_key() returns trigger language plpgsql as $$
begin
  if new.status <> 'active' or new.deleted_at is not null then
    delete from auth.api_key k where k.tenant_id = new.tenant_id and k.key_id = new.id;
  end if;
  return null;
end $$;
create trigger follow_api_key after update of status, deleted_at on identity.api_key
  for each row execute function auth.follow_api_key();
