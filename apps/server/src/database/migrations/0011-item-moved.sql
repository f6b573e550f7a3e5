-- Who purges an item finds the rows that it left on other boards.
CREATE INDEX item_moved_to ON item (account, moved_to) WHERE moved_to IS NOT NULL;
