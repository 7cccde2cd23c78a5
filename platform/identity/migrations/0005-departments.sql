-- Departments and positions bring roles: whatever changes who holds what through them counts the rights' version up, and
-- where someone's rights may have grown, the links for choosing a password that were made before no longer open.
do $$
declare
  source text;
begin
  foreach source in array array['department', 'department_role', 'position', 'position_role', 'member_department', 'member_position'] loop
    execute format('create trigger count_access_version_insert after insert on identity.%I
      referencing new table as changed for each statement execute function auth.count_access_version()', source);
    execute format('create trigger count_access_version_update after update on identity.%I
      referencing new table as changed for each statement execute function auth.count_access_version()', source);
    execute format('create trigger count_access_version_delete after delete on identity.%I
      referencing old table as changed for each statement execute function auth.count_access_version()', source);
  end loop;
  foreach source in array array['member_department', 'member_position'] loop
    execute format('create trigger void_links_insert after insert on identity.%I
      referencing new table as changed for each statement execute function auth.void_links_of_member()', source);
    execute format('create trigger void_links_update after update on identity.%I
      referencing new table as changed for each statement execute function auth.void_links_of_member()', source);
  end loop;
end $$;

create function auth.void_links_of(tenant uuid, members uuid[]) returns void language sql as $$
  delete from auth.verification v using auth.membership m
    where m.tenant_id = tenant and m.member_id = any(members) and v.value = 'password ' || m.user_id
$$;

create function auth.void_links_of_department_role() returns trigger language plpgsql as $$
begin
  perform auth.void_links_of(a.tenant_id, array_agg(a.parent_id)) from changed c
    join identity.member_department a on a.tenant_id = c.tenant_id and a.department = c.parent_id group by a.tenant_id;
  return null;
end $$;
create trigger void_links_insert after insert on identity.department_role
  referencing new table as changed for each statement execute function auth.void_links_of_department_role();
create trigger void_links_update after update on identity.department_role
  referencing new table as changed for each statement execute function auth.void_links_of_department_role();

create function auth.void_links_of_position_role() returns trigger language plpgsql as $$
begin
  perform auth.void_links_of(a.tenant_id, array_agg(a.parent_id)) from changed c
    join identity.member_position a on a.tenant_id = c.tenant_id and a.post = c.parent_id group by a.tenant_id;
  return null;
end $$;
create trigger void_links_insert after insert on identity.position_role
  referencing new table as changed for each statement execute function auth.void_links_of_position_role();
create trigger void_links_update after update on identity.position_role
  referencing new table as changed for each statement execute function auth.void_links_of_position_role();

-- The roles of a department, and of the positions in it, are held at its site; what comes back brings its roles back.
create function auth.void_links_of_department() returns trigger language plpgsql as $$
begin
  perform auth.void_links_of(h.tenant_id, array_agg(h.parent_id)) from (
    with turned as (
      select c.tenant_id, c.id from changed c join was w on w.tenant_id = c.tenant_id and w.id = c.id
      where c.site is distinct from w.site or (c.deleted_at is null and w.deleted_at is not null)
    )
    select a.tenant_id, a.parent_id from turned t
      join identity.member_department a on a.tenant_id = t.tenant_id and a.department = t.id
    union
    select a.tenant_id, a.parent_id from turned t
      join identity.position p on p.tenant_id = t.tenant_id and p.department = t.id
      join identity.member_position a on a.tenant_id = p.tenant_id and a.post = p.id
  ) h group by h.tenant_id;
  return null;
end $$;
create trigger void_links_update after update on identity.department
  referencing old table as was new table as changed for each statement execute function auth.void_links_of_department();

create function auth.void_links_of_position() returns trigger language plpgsql as $$
begin
  perform auth.void_links_of(a.tenant_id, array_agg(a.parent_id)) from changed c
    join was w on w.tenant_id = c.tenant_id and w.id = c.id
    join identity.member_position a on a.tenant_id = c.tenant_id and a.post = c.id
    where c.department is distinct from w.department or (c.deleted_at is null and w.deleted_at is not null)
    group by a.tenant_id;
  return null;
end $$;
create trigger void_links_update after update on identity.position
  referencing old table as was new table as changed for each statement execute function auth.void_links_of_position();

-- A role is held by the person, with a department or with a position, itself or through the group that grew.
create or replace function auth.void_links_of_role() returns trigger language plpgsql as $$
begin
  perform auth.void_links_of(h.tenant_id, array_agg(h.member)) from (
    with grown as (
      select c.tenant_id, c.parent_id as role from changed c
      union
      select i.tenant_id, i.parent_id from changed c
        join identity.role_include i on i.tenant_id = c.tenant_id and i.role = c.parent_id
    )
    select a.tenant_id, a.parent_id as member from grown g
      join identity.member_role a on a.tenant_id = g.tenant_id and a.role = g.role
    union
    select a.tenant_id, a.parent_id from grown g
      join identity.department_role r on r.tenant_id = g.tenant_id and r.role = g.role
      join identity.member_department a on a.tenant_id = r.tenant_id and a.department = r.parent_id
    union
    select a.tenant_id, a.parent_id from grown g
      join identity.position_role r on r.tenant_id = g.tenant_id and r.role = g.role
      join identity.member_position a on a.tenant_id = r.tenant_id and a.post = r.parent_id
  ) h group by h.tenant_id;
  return null;
end $$;
