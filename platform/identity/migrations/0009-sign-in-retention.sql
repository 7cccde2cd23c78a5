-- The sign-in log is kept as long as the history of changes: for good, or for the months the organisation says. Nobody
-- may delete entries but through this, and this knows no shorter time than the organisation's own.
create function auth.forget_sign_ins(tenant uuid) returns bigint language sql
  security definer set search_path = pg_catalog, pg_temp as $$
  with gone as (
    delete from identity.sign_in s using kernel.tenant t
      where t.id = tenant and s.tenant_id = tenant and s.at < now() - t.audit_months * interval '1 month' returning 1
  )
  select count(*) from gone
$$;
revoke execute on function auth.forget_sign_ins(uuid) from public;
grant execute on function auth.forget_sign_ins(uuid) to "{{app}}";
