-- As before, without joining the rows before and after: such a join keeps the plan made for one row, which for the many
-- rows of a branch that moves is a loop in a loop.
create or replace function auth.void_links_of_department() returns trigger language plpgsql as $$
begin
  perform auth.void_links_of(h.tenant_id, array_agg(h.parent_id)) from (
    with turned as (
      select c.tenant_id, c.id, c.site, c.deleted_at is null as is_there from changed c
      except select w.tenant_id, w.id, w.site, w.deleted_at is null from was w
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
