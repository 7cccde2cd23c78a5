-- Which organisation a provider signs people in to, looked up before there is a tenant. Follows identity.sso_provider.
create table auth.sso_directory (
  provider_id uuid primary key,
  tenant_id uuid not null references kernel.tenant (id),
  name text not null,
  domains text[] not null
);
create index sso_directory_tenant_idx on auth.sso_directory (tenant_id);
create index sso_directory_domains_idx on auth.sso_directory using gin (domains);

create function auth.follow_sso_provider() returns trigger language plpgsql as $$
begin
  if new.deleted_at is null and new.is_active then
    insert into auth.sso_directory (provider_id, tenant_id, name, domains)
      values (new.id, new.tenant_id, new.name,
        regexp_split_to_array(lower(trim(coalesce(new.domains, ''))), '\s*[,，\s]\s*'))
      on conflict (provider_id) do update set name = excluded.name, domains = excluded.domains;
  else
    delete from auth.sso_directory d where d.provider_id = new.id;
  end if;
  return null;
end $$;
create trigger follow_sso_provider after insert or update on identity.sso_provider
  for each row execute function auth.follow_sso_provider();

-- Whom an issuer means by a subject, in one organisation. Not by provider: one that is set to another issuer knows nobody.
create table auth.sso_link (
  id uuid primary key,
  tenant_id uuid not null references kernel.tenant (id),
  issuer text not null,
  subject text not null,
  user_id uuid not null references auth."user" (id) on delete cascade,
  last_used_at timestamptz,
  created_at timestamptz not null default now(),
  unique (tenant_id, issuer, subject)
);
create index sso_link_user_idx on auth.sso_link (user_id);

-- A sign-in under way at a provider. `state` and `browser` are SHA-256; `user_id` when someone signed in links an account.
create table auth.sso_state (
  state text primary key check (length(state) = 43),
  browser text not null check (length(browser) = 43),
  provider_id uuid not null,
  user_id uuid references auth."user" (id) on delete cascade,
  nonce text not null,
  verifier text not null,
  return_to text not null,
  expires_at timestamptz not null
);
create index sso_state_expires_idx on auth.sso_state (expires_at);

grant select, insert, update, delete on auth.sso_directory, auth.sso_link, auth.sso_state to "{{app}}";

create function auth.reset_factors(account uuid) returns void language sql as $$
  delete from auth.totp where user_id = account;
  delete from auth.passkey where user_id = account;
  delete from auth.recovery_code where user_id = account;
  delete from auth.trusted_device where user_id = account;
$$;
