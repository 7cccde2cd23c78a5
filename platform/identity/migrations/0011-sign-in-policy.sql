-- What organisations ask of sign-in, where it can be read before there is a tenant. Follows identity.security_policy.
create table auth.policy (
  tenant_id uuid primary key references kernel.tenant (id) on delete cascade,
  min_length integer not null,
  classes integer not null,
  history integer not null,
  max_age_days integer,
  refuse_common boolean not null,
  refuse_breached boolean not null,
  attempts integer not null,
  lockout_minutes integer not null,
  idle_minutes integer not null,
  absolute_hours integer not null,
  concurrent integer,
  second_factor text not null,
  second_factor_roles jsonb not null,
  address_rules jsonb not null,
  trial_rules jsonb,
  trial_ends_at timestamptz
);
grant select, insert, update, delete on auth.policy to "{{app}}";

create unique index security_policy_tenant_key on identity.security_policy (tenant_id) where deleted_at is null;

-- A session that is longer than what is now allowed ends when it would have ended under the new limit.
create function auth.follow_policy() returns trigger language plpgsql as $$
begin
  delete from auth.policy p where p.tenant_id = new.tenant_id;
  if new.deleted_at is null then
    insert into auth.policy values (new.tenant_id, new.password_min_length, new.password_classes, new.password_history,
      new.password_max_age_days, new.refuse_common, new.refuse_breached, new.lockout_attempts, new.lockout_minutes,
      new.session_idle_minutes, new.session_absolute_hours, new.session_concurrent, new.second_factor,
      new.second_factor_roles, new.address_rules, new.trial_rules, new.trial_ends_at);
    update auth.session s set expires_at = least(s.updated_at + new.session_idle_minutes * interval '1 minute',
        s.created_at + new.session_absolute_hours * interval '1 hour')
      where s.tenant_id = new.tenant_id and s.expires_at > least(s.updated_at + new.session_idle_minutes * interval '1 minute',
        s.created_at + new.session_absolute_hours * interval '1 hour');
  end if;
  return null;
end $$;
create trigger follow_policy after insert or update on identity.security_policy
  for each row execute function auth.follow_policy();

-- Servers remember the policy with the session, under the version of the tenant's rights.
create trigger count_access_version_insert after insert on identity.security_policy
  referencing new table as changed for each statement execute function auth.count_access_version();
create trigger count_access_version_update after update on identity.security_policy
  referencing new table as changed for each statement execute function auth.count_access_version();

-- How old a password is, and whether another must be chosen at the next sign-in.
alter table auth.account add column password_set_at timestamptz not null default now();
alter table auth.account add column must_change boolean not null default false;

create table auth.former_password (
  user_id uuid not null references auth."user" (id) on delete cascade,
  hash text not null,
  replaced_at timestamptz not null default clock_timestamp()
);
create index former_password_user_idx on auth.former_password (user_id, replaced_at desc);
grant select, insert, update, delete on auth.former_password to "{{app}}";

-- However a password comes to be another: the old one is remembered, the new one is young, and links to set it are void.
create function auth.renew_password() returns trigger language plpgsql as $$
begin
  new.password_set_at := now();
  new.must_change := false;
  if old.password is not null then
    insert into auth.former_password (user_id, hash) values (old.user_id, old.password);
    delete from auth.former_password f where f.user_id = old.user_id and f.replaced_at < (
      select replaced_at from auth.former_password where user_id = old.user_id order by replaced_at desc offset 24 limit 1);
  end if;
  delete from auth.verification v where v.value = 'password ' || new.user_id;
  return new;
end $$;
create trigger renew_password before update of password on auth.account for each row
  when (old.password is distinct from new.password) execute function auth.renew_password();

-- The devices and networks an account signs in with: what is new is told to its owner.
create table auth.known_place (
  user_id uuid not null references auth."user" (id) on delete cascade,
  device text not null,
  network text not null,
  last_seen_at timestamptz not null default now(),
  primary key (user_id, device, network)
);
grant select, insert, update, delete on auth.known_place to "{{app}}";

-- Whom a sign-in name that nobody has is treated like: someone of the same domain.
create index user_domain_idx on auth."user" (split_part(email, '@', 2), id);

-- The limits for failed attempts of a sign-in name: the strictest of the organisations of its account. A name that nobody
-- has gets those of the first account of its domain, so that the limits do not tell which names there are.
create function auth.lockout_of(name text) returns table (attempts integer, minutes integer) language sql stable as $$
  select coalesce(min(coalesce(p.attempts, 5)), 5), coalesce(max(coalesce(p.lockout_minutes, 5)), 5)
  from auth.membership m left join auth.policy p on p.tenant_id = m.tenant_id
  where m.active and m.user_id = coalesce(
    (select u.id from auth."user" u where u.email = name),
    (select u.id from auth."user" u where split_part(u.email, '@', 2) = split_part(name, '@', 2) order by u.id limit 1))
$$;
