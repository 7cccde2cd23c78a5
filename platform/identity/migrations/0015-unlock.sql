-- Forgets the failed attempts of a sign-in name, given as sign-in/throttle.ts writes it; where it is known stays.
create function auth.forget_failures(account text) returns integer language sql as $$
  with gone as (delete from auth.throttle t
    where t.key = 'account ' || $1 or (t.key >= 'pair ' || $1 || ' ' and t.key < 'pair ' || $1 || '!') returning 1)
  select count(*)::integer from gone
$$;
