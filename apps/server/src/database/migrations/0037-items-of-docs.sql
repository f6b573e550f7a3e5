-- The items that a doc names, kept with its words: an item tells which docs name it.
ALTER TABLE doc_search ADD COLUMN items uuid[] NOT NULL DEFAULT '{}';

CREATE INDEX doc_search_items ON doc_search USING gin (items);

-- All docs are read once more.
UPDATE doc_search SET seq = 0;
