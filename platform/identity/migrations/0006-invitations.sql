-- However an invitation comes not to be open any more, its code opens nothing from that moment.
create function auth.follow_invitation() returns trigger language plpgsql as $$
begin
  delete from auth.invitation_code c where c.tenant_id = new.tenant_id and c.invitation_id = new.id;
  return null;
end $$;
create trigger follow_invitation after update of status, deleted_at on identity.invitation for each row
  when (new.status <> 'open' or new.deleted_at is not null) execute function auth.follow_invitation();
