-- A link for choosing a password is worth what its member may do. When that grows, links made before no longer open: who
-- invited someone with few rights must not enter with the many that another gives later.
create function auth.void_links_of_member() returns trigger language plpgsql as $$
begin
  delete from auth.verification v using changed c, auth.membership m
    where m.tenant_id = c.tenant_id and m.member_id = c.parent_id and v.value = 'password ' || m.user_id;
  return null;
end $$;
create trigger void_links_insert after insert on identity.member_role
  referencing new table as changed for each statement execute function auth.void_links_of_member();
create trigger void_links_update after update on identity.member_role
  referencing new table as changed for each statement execute function auth.void_links_of_member();

create function auth.void_links_of_role() returns trigger language plpgsql as $$
begin
  delete from auth.verification v using changed c, identity.member_role a, auth.membership m
    where a.tenant_id = c.tenant_id and a.role = c.parent_id
    and m.tenant_id = a.tenant_id and m.member_id = a.parent_id and v.value = 'password ' || m.user_id;
  return null;
end $$;
create trigger void_links_insert after insert on identity.role_grant
  referencing new table as changed for each statement execute function auth.void_links_of_role();
create trigger void_links_update after update on identity.role_grant
  referencing new table as changed for each statement execute function auth.void_links_of_role();
