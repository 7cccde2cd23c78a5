create schema if not exists workspace;
grant usage on schema workspace to "{{app}}";

-- How a person arranged the product for themselves in this organisation. `value` is JSON as it was sent.
create table workspace.choice (
  tenant_id uuid not null,
  member_id uuid not null,
  key text not null,
  value text not null,
  primary key (tenant_id, member_id, key)
);

-- What a person has begun to fill in and not sent yet.
create table workspace.draft (
  tenant_id uuid not null,
  member_id uuid not null,
  key text not null,
  value text not null,
  saved_at timestamptz not null,
  primary key (tenant_id, member_id, key)
);

do $$
declare
  source text;
begin
  foreach source in array array['choice', 'draft'] loop
    execute format('alter table workspace.%I enable row level security', source);
    execute format('alter table workspace.%I force row level security', source);
    execute format('create policy tenant on workspace.%I
      using (tenant_id = nullif(current_setting(''app.tenant_id'', true), '''')::uuid)
      with check (tenant_id = nullif(current_setting(''app.tenant_id'', true), '''')::uuid)', source);
    execute format('grant select, insert, update, delete on workspace.%I to "{{app}}"', source);
  end loop;
end $$;

-- Drafts that nobody came back to for so long. Answers how many went.
create function workspace.forget_drafts(tenant uuid, age interval) returns bigint language sql as $$
  with gone as (delete from workspace.draft d where d.tenant_id = tenant and d.saved_at <= now() - age returning 1)
  select count(*) from gone
$$;
