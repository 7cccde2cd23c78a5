-- The directory of opened support accesses: looked up before there is a tenant, and only while they last. What the
-- organisation sees of them is identity.support_access.
create table auth.support_access (
  tenant_id uuid not null references kernel.tenant (id),
  access_id uuid not null,
  operator text not null,
  role_id uuid,
  -- Of the two secrets only their SHA-256: the link that works once, and what it is exchanged for.
  link_hash text unique check (length(link_hash) = 43),
  link_until timestamptz not null,
  token_hash text unique check (length(token_hash) = 43),
  until timestamptz not null,
  primary key (tenant_id, access_id)
);
grant select, insert, update, delete on auth.support_access to "{{app}}";

create function auth.follow_support_access() returns trigger language plpgsql as $$
begin
  if new.ended_at is not null or new.deleted_at is not null then
    delete from auth.support_access s where s.tenant_id = new.tenant_id and s.access_id = new.id;
  end if;
  return null;
end $$;
create trigger follow_support_access after update of ended_at, deleted_at on identity.support_access
  for each row execute function auth.follow_support_access();
