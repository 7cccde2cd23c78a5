-- Raises unless the session is still what a server remembers of it. Sent in the same flight as the work it lets through.
create function auth.require_session(stored text, tenant uuid, member uuid, site uuid, version bigint) returns void language plpgsql as $$
begin
  perform 1 from auth.session s
    join auth.membership m on m.tenant_id = s.tenant_id and m.member_id = s.member_id and m.user_id = s.user_id and m.active
    join kernel.tenant t on t.id = s.tenant_id and t.status = 'active' and t.access_version = version
    where s.token = stored and s.tenant_id = tenant and s.member_id = member and s.site_id is not distinct from site
      and s.expires_at > now();
  if not found then
    raise exception using errcode = 'TN005', message = 'moved';
  end if;
end $$;
