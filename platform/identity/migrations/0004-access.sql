-- Rights also follow from groups that roles include, and from emergencies that were opened.
do $$
declare
  source text;
begin
  foreach source in array array['role_include', 'break_glass'] loop
    execute format('create trigger count_access_version_insert after insert on identity.%I
      referencing new table as changed for each statement execute function auth.count_access_version()', source);
    execute format('create trigger count_access_version_update after update on identity.%I
      referencing new table as changed for each statement execute function auth.count_access_version()', source);
    execute format('create trigger count_access_version_delete after delete on identity.%I
      referencing old table as changed for each statement execute function auth.count_access_version()', source);
  end loop;
end $$;

create trigger void_links_insert after insert on identity.role_include
  referencing new table as changed for each statement execute function auth.void_links_of_role();

-- Growing a permission group is growing every role that includes it.
create or replace function auth.void_links_of_role() returns trigger language plpgsql as $$
begin
  delete from auth.verification v using changed c, identity.member_role a, auth.membership m
    where m.tenant_id = c.tenant_id and a.tenant_id = c.tenant_id and m.tenant_id = a.tenant_id and m.member_id = a.parent_id
    and (a.role = c.parent_id or exists (select 1 from identity.role_include i
      where i.tenant_id = a.tenant_id and i.parent_id = a.role and i.role = c.parent_id))
    and v.value = 'password ' || m.user_id;
  return null;
end $$;
