-- What docs say, as far as somebody has read it: made anew from their texts.
CREATE TABLE doc_search (
  account uuid NOT NULL,
  doc uuid NOT NULL,
  seq bigint NOT NULL,
  text text NOT NULL,
  words tsvector NOT NULL,
  PRIMARY KEY (account, doc)
);

CREATE INDEX doc_search_words ON doc_search USING gin (words);
