-- Items that go to another board keep their id: their old row gives it up in the same transaction, so that the two statements
-- of it may come in any order. Old keys go on finding the item.

ALTER TABLE item ADD COLUMN aliases jsonb, ADD COLUMN moved_to uuid;
ALTER TABLE item DROP CONSTRAINT item_account_id_key;
ALTER TABLE item ADD CONSTRAINT item_account_id_key UNIQUE (account, id) DEFERRABLE INITIALLY DEFERRED;

-- The keys by which items were known before, folded as texts are matched; kept beside `aliases` and `source_key`.
CREATE TABLE item_alias (
  account uuid NOT NULL,
  board uuid NOT NULL,
  row integer NOT NULL,
  key text COLLATE "C" NOT NULL,
  PRIMARY KEY (account, board, row, key)
);

CREATE INDEX item_alias_key ON item_alias (account, key);

INSERT INTO item_alias (account, board, row, key)
SELECT account, board, row, lower(substr(source_key, strpos(source_key, ':') + 1)) FROM item
WHERE source_key ~ '^[^:]*:([[:alnum:]_./-]{1,80}[-#]|#)[0-9]{1,9}$';
