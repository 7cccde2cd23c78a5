-- Who signs in, outside any tenant: one account may belong to several organisations. The column names are told to
-- better-auth in sign-in/auth.ts.
create schema auth;
grant usage on schema auth to "{{app}}";

create table auth."user" (
  id uuid primary key,
  name text not null,
  email text not null unique check (email = lower(email)),
  email_verified boolean not null default false,
  image text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table auth.account (
  id uuid primary key,
  user_id uuid not null references auth."user" (id) on delete cascade,
  provider_id text not null,
  account_id text not null,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (provider_id, account_id)
);
create index account_user_idx on auth.account (user_id);

-- `token` is the SHA-256 of what the person carries: reading this table lets nobody in.
create table auth.session (
  id uuid primary key,
  token text not null unique check (length(token) = 43),
  user_id uuid not null references auth."user" (id) on delete cascade,
  tenant_id uuid not null references kernel.tenant (id),
  member_id uuid not null,
  site_id uuid,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index session_user_idx on auth.session (user_id);
create index session_member_idx on auth.session (tenant_id, member_id);
create index session_expires_idx on auth.session (expires_at);

create table auth.verification (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index verification_identifier_idx on auth.verification (identifier);

-- Who belongs where: the directory that sign-in looks into before there is a tenant. Follows identity.member by trigger.
create table auth.membership (
  tenant_id uuid not null references kernel.tenant (id),
  member_id uuid not null,
  user_id uuid not null references auth."user" (id) on delete cascade,
  active boolean not null,
  last_used_at timestamptz,
  primary key (tenant_id, member_id),
  unique (tenant_id, user_id)
);
create index membership_user_idx on auth.membership (user_id);

-- Failed sign-ins, and places an account is known to sign in from. The level falls with time: see sign-in/throttle.ts.
create table auth.throttle (
  key text primary key,
  level double precision not null,
  at timestamptz not null default now()
);
create index throttle_at_idx on auth.throttle (at);

grant select, insert, update, delete on auth."user", auth.account, auth.session, auth.verification, auth.membership, auth.throttle
  to "{{app}}";

create function auth.end_sessions(tenant uuid, member uuid) returns integer language sql as $$
  with gone as (delete from auth.session s where s.tenant_id = tenant and s.member_id = member returning 1)
  select count(*)::integer from gone
$$;

-- However a member changes, the directory agrees in the same transaction, and who is no longer active is out at once.
create function auth.follow_member() returns trigger language plpgsql as $$
declare
  is_active boolean := new.status = 'active' and new.deleted_at is null;
begin
  if new.user_id is null then
    delete from auth.membership m where m.tenant_id = new.tenant_id and m.member_id = new.id;
  else
    insert into auth.membership (tenant_id, member_id, user_id, active)
      values (new.tenant_id, new.id, new.user_id::uuid, is_active)
      on conflict (tenant_id, member_id) do update set user_id = excluded.user_id, active = excluded.active;
  end if;
  if new.user_id is null or not is_active then
    perform auth.end_sessions(new.tenant_id, new.id);
  end if;
  return null;
end $$;
create trigger follow_member after insert or update of user_id, status, deleted_at on identity.member
  for each row execute function auth.follow_member();

-- Rights are remembered by each server under the tenant's access_version; what changes them counts it up.
create function auth.count_access_version() returns trigger language plpgsql as $$
begin
  update kernel.tenant t set access_version = t.access_version + 1
    where t.id in (select distinct c.tenant_id from changed c);
  return null;
end $$;

do $$
declare
  source text;
begin
  foreach source in array array['site', 'role', 'role_grant', 'member', 'member_role'] loop
    execute format('create trigger count_access_version_insert after insert on identity.%I
      referencing new table as changed for each statement execute function auth.count_access_version()', source);
    execute format('create trigger count_access_version_update after update on identity.%I
      referencing new table as changed for each statement execute function auth.count_access_version()', source);
    execute format('create trigger count_access_version_delete after delete on identity.%I
      referencing old table as changed for each statement execute function auth.count_access_version()', source);
  end loop;
end $$;
