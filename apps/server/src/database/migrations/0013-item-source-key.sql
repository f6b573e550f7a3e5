-- An import finds the items of its source on other boards by their keys there.
CREATE INDEX item_source_key ON item (account, source_key) WHERE source_key IS NOT NULL;
