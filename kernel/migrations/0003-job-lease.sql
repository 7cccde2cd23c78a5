-- Raises unless the worker still holds its job, so that what a worker does past its lease is taken back with it.
create function kernel.require_lease(held boolean) returns void language plpgsql as $$
begin
  if not held then
    raise exception using errcode = 'TN005', message = 'lease lost';
  end if;
end $$;
