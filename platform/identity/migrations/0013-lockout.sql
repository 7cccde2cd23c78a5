-- As before, but for the name that is asked about and not the column of that name, and also where it is suspended.
create or replace function auth.lockout_of(name text) returns table (attempts integer, minutes integer) language sql stable as $$
  select coalesce(min(coalesce(p.attempts, 5)), 5), coalesce(max(coalesce(p.lockout_minutes, 5)), 5)
  from auth.membership m left join auth.policy p on p.tenant_id = m.tenant_id
  where m.user_id = coalesce(
    (select u.id from auth."user" u where u.email = $1),
    (select u.id from auth."user" u where split_part(u.email, '@', 2) = split_part($1, '@', 2) order by u.id limit 1))
$$;
