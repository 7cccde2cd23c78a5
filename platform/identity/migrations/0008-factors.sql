-- What a person proves a sign-in with beside the password. It belongs to the account, as the password does.

-- One in use and one being set up at most. `last_step` is the time step of the code used last: no code counts twice.
create table auth.totp (
  id uuid primary key,
  user_id uuid not null references auth."user" (id) on delete cascade,
  secret text not null,
  confirmed_at timestamptz,
  last_step bigint not null default 0,
  last_used_at timestamptz,
  created_at timestamptz not null default now()
);
create unique index totp_confirmed_idx on auth.totp (user_id) where confirmed_at is not null;
create unique index totp_pending_idx on auth.totp (user_id) where confirmed_at is null;

create table auth.recovery_code (
  user_id uuid not null references auth."user" (id) on delete cascade,
  hash text not null check (length(hash) = 43),
  used_at timestamptz,
  primary key (user_id, hash)
);

create table auth.passkey (
  id uuid primary key,
  user_id uuid not null references auth."user" (id) on delete cascade,
  name text not null,
  credential_id text not null unique,
  public_key text not null,
  counter bigint not null,
  transports text[] not null,
  is_synced boolean not null,
  last_used_at timestamptz,
  created_at timestamptz not null default now()
);
create index passkey_user_idx on auth.passkey (user_id);

-- A question put to an authenticator; `subject` is who it was put to, or nobody in particular.
create table auth.ceremony (
  challenge text primary key,
  purpose text not null,
  subject text not null,
  expires_at timestamptz not null
);
create index ceremony_expires_idx on auth.ceremony (expires_at);

-- Browsers that a person has told to ask for the password alone. `token` is the SHA-256 of what the browser carries.
create table auth.trusted_device (
  id uuid primary key,
  user_id uuid not null references auth."user" (id) on delete cascade,
  token text not null unique check (length(token) = 43),
  user_agent text not null,
  ip_address text not null,
  expires_at timestamptz not null,
  last_used_at timestamptz not null default now(),
  created_at timestamptz not null default now()
);
create index trusted_device_user_idx on auth.trusted_device (user_id);

grant select, insert, update, delete on auth.totp, auth.recovery_code, auth.passkey, auth.ceremony, auth.trusted_device
  to "{{app}}";

-- However a password comes to be another, no browser is trusted any longer.
create function auth.forget_devices() returns trigger language plpgsql as $$
begin
  delete from auth.trusted_device d where d.user_id = new.user_id;
  return null;
end $$;
create trigger forget_devices after update of password on auth.account for each row
  when (old.password is distinct from new.password) execute function auth.forget_devices();
