-- On which item a doc is, which board it follows, and who has which role there.
ALTER TABLE doc ADD COLUMN item_id uuid, ADD COLUMN board_id uuid, ADD COLUMN board_rights jsonb;

CREATE INDEX doc_by_board ON doc (account, board_id) WHERE board_id IS NOT NULL;
