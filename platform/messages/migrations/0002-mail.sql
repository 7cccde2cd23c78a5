-- A notice that is also to be mailed waits here until it is, or until its kind turns out not to be one that is mailed.
alter table messages.notification add column mail_at timestamptz;
alter table messages.notification add column mailed_at timestamptz;
create index notification_mail on messages.notification (tenant_id, member_id, id) where mail_at is not null;
