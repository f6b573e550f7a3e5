-- What is found by its words: made by a consumer of the log from items, cells and messages, and made anew where it is lacking.
-- Words are made in TypeScript and begin with the board and the part they stand in, so that a search reads nothing of what
-- its asker may not see. They stand here as lexemes; nothing here orders or folds texts.

CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- `part` is 0 for a title, a column's number for a cell, -1 for a message, whose id is `source`.
CREATE TABLE search_entry (
  account uuid NOT NULL,
  board uuid NOT NULL,
  row integer NOT NULL,
  part integer NOT NULL,
  source uuid NOT NULL,
  text text COLLATE "C" NOT NULL,
  words tsvector NOT NULL,
  PRIMARY KEY (account, board, row, part, source)
);

-- Searches wait for nothing: what comes in is sorted in at once.
CREATE INDEX search_entry_words ON search_entry USING gin (words) WITH (fastupdate = off);

-- The words of each part of a board, with how many entries have them: what a misspelt word is compared with.
CREATE TABLE search_word (
  account uuid NOT NULL,
  board uuid NOT NULL,
  part integer NOT NULL,
  word text COLLATE "C" NOT NULL,
  uses integer NOT NULL,
  PRIMARY KEY (account, board, part, word)
);

CREATE INDEX search_word_like ON search_word USING gin (word gin_trgm_ops) WITH (fastupdate = off);

-- How far the consumer is in each scope. It is of this installation: a copy of a workspace is read anew.
CREATE TABLE search_cursor (
  account uuid NOT NULL,
  scope text COLLATE "C" NOT NULL,
  version bigint NOT NULL,
  PRIMARY KEY (account, scope)
);
