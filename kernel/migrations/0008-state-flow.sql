-- Finds the moves from one state to another among all other events: what came into being has no state before, so a
-- create pays nothing for it.
create index audit_event_moved_idx on kernel.audit_event (tenant_id, entity, id) where before ? 'status';
