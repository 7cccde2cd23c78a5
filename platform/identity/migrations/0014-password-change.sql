-- Whether there is a password that could be asked to change.
create function auth.require_password_change(account uuid) returns boolean language sql as $$
  with marked as (update auth.account set must_change = true
    where user_id = $1 and provider_id = 'credential' and password is not null returning 1)
  select exists (select 1 from marked)
$$;
