-- What opens an invitation: looked up before there is a tenant. Only the hash of a code is kept, one for each invitation.
create table auth.invitation_code (
  hash text primary key check (length(hash) = 43),
  tenant_id uuid not null references kernel.tenant (id),
  invitation_id uuid not null,
  unique (tenant_id, invitation_id)
);
grant select, insert, update, delete on auth.invitation_code to "{{app}}";

-- How a person likes the product to look and speak, the same in every organisation.
alter table auth."user" add column preferences jsonb not null default '{}';
