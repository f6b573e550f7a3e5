-- That a doc is a template: it stands aside, and what people make of it are copies.
ALTER TABLE doc ADD COLUMN template jsonb;
