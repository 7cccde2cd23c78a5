-- A mail may carry one file, which goes with its text once it is sent or given up.
alter table kernel.mail add column attachment bytea, add column attachment_name text, add column attachment_type text;
