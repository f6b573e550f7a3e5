-- Of which template a board is a part: it stands aside, and what people make of it are copies.
ALTER TABLE board ADD COLUMN template jsonb;
