-- A sign-in that is half way: the password was right and something else is asked first. `token` is the SHA-256 of what
-- the person carries; `met` is what has been shown so far, `asks` what is asked now and nothing while that is decided.
create table auth.challenge (
  token text primary key check (length(token) = 43),
  user_id uuid not null references auth."user" (id) on delete cascade,
  tenant_id uuid not null references kernel.tenant (id),
  member_id uuid not null,
  method text not null,
  met text[] not null default '{}',
  asks text,
  tries integer not null default 0,
  expires_at timestamptz not null,
  created_at timestamptz not null default now()
);
create index challenge_user_idx on auth.challenge (user_id);
create index challenge_expires_idx on auth.challenge (expires_at);
grant select, insert, update, delete on auth.challenge to "{{app}}";

-- What was begun with the password of yesterday is not finished today.
create function auth.drop_challenges() returns trigger language plpgsql as $$
begin
  delete from auth.challenge c where c.user_id = new.user_id;
  return null;
end $$;
create trigger drop_challenges after update of password on auth.account for each row
  when (old.password is distinct from new.password) execute function auth.drop_challenges();
