-- Attempts with names that nobody signs in with: how many a day, and nothing of what was tried.
create table auth.unknown_sign_in (
  day date primary key,
  attempts bigint not null
);
grant select, insert, update, delete on auth.unknown_sign_in to "{{app}}";
