-- Mails to be sent, written in the transaction that has reason for them. What they say goes once they are sent or given
-- up: links that open an account must not lie about. A mail nobody could deliver waits at 'infinity'.
create table kernel.mail (
  tenant_id uuid not null,
  id uuid not null,
  recipient text not null,
  subject text not null,
  text_body text,
  html_body text,
  state text not null default 'queued' check (state in ('queued', 'sent', 'dead')),
  available_at timestamptz not null default now(),
  attempts integer not null default 0,
  last_error text,
  queued_at timestamptz not null default now(),
  ended_at timestamptz,
  primary key (tenant_id, id)
);
create index mail_due_idx on kernel.mail (tenant_id, available_at) where state = 'queued';
create index mail_ended_idx on kernel.mail (tenant_id, ended_at) where state <> 'queued';
grant select, insert, update, delete on kernel.mail to "{{app}}";
