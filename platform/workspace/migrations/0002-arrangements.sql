-- How a person orders the views of a list, and which of them it opens with: the id of a saved one, or a built-in one's name.
create table workspace.view_arrangement (
  tenant_id uuid not null,
  member_id uuid not null,
  collection text not null,
  ids text[] not null default '{}',
  standard text,
  primary key (tenant_id, member_id, collection)
);

-- Records somebody wants at hand; by kind of record, so that one star shows under every address of the record.
create table workspace.star (
  tenant_id uuid not null,
  member_id uuid not null,
  entity text not null,
  record_id uuid not null,
  collection text not null,
  at timestamptz not null,
  primary key (tenant_id, member_id, entity, record_id)
);
create index star_record on workspace.star (tenant_id, record_id);

do $$
declare
  source text;
begin
  foreach source in array array['view_arrangement', 'star'] loop
    execute format('alter table workspace.%I enable row level security', source);
    execute format('alter table workspace.%I force row level security', source);
    execute format('create policy tenant on workspace.%I
      using (tenant_id = nullif(current_setting(''app.tenant_id'', true), '''')::uuid)
      with check (tenant_id = nullif(current_setting(''app.tenant_id'', true), '''')::uuid)', source);
    execute format('grant select, insert, update, delete on workspace.%I to "{{app}}"', source);
  end loop;
end $$;
