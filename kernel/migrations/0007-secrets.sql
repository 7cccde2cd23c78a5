-- The keys that secrets are sealed with, each wrapped by the key that follows from the installation's secret: worth
-- nothing without it, so they travel with every copy of the database. A key is never changed, only followed by a newer one.
create table kernel.data_key (
  id integer primary key check (id > 0),
  wrapped text not null,
  created_at timestamptz not null default now()
);
grant select, insert on kernel.data_key to "{{app}}";
