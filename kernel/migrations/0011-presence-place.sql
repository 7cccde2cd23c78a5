-- The address under which somebody has the record open: one kind of record may have several.
alter table kernel.presence add column collection text;
