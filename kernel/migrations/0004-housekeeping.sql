-- What a tenant's past requests and reactions left behind and nobody will ask for again. Answers how many rows went.
create function kernel.forget_past(tenant uuid, requests interval, reactions interval) returns bigint language sql as $$
  with keys as (delete from kernel.idempotency_key k where k.tenant_id = tenant and k.created_at < now() - requests returning 1),
    done as (delete from kernel.reaction_done d where d.tenant_id = tenant and d.at < now() - reactions returning 1)
  select (select count(*) from keys) + (select count(*) from done)
$$;
