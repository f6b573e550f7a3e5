-- Each word once, however many boards have it: what a misspelt word is compared with. Which boards have it, `search_word` says.
CREATE TABLE search_vocabulary (
  account uuid NOT NULL,
  word text COLLATE "C" NOT NULL,
  PRIMARY KEY (account, word)
);

INSERT INTO search_vocabulary (account, word) SELECT DISTINCT account, word FROM search_word;

CREATE INDEX search_vocabulary_like ON search_vocabulary USING gin (word gin_trgm_ops) WITH (fastupdate = off);
CREATE INDEX search_word_boards ON search_word (account, word) INCLUDE (board, part, uses);
DROP INDEX search_word_like;
