-- Boards as they were: what a board at a past moment is read from, beside the log. All of it is made anew from the log.

-- A board from between two versions: taken while changes went on, so that it is right from `until` on, once what came after
-- `version` is put over it. `at` is the moment of the last change in it; `chunks` lists its columns' chunks by their hashes.
CREATE TABLE checkpoint (
  account uuid NOT NULL,
  board uuid NOT NULL,
  version bigint NOT NULL,
  until bigint NOT NULL,
  at bigint NOT NULL,
  row_count integer NOT NULL,
  records bytea NOT NULL,
  chunks jsonb NOT NULL,
  PRIMARY KEY (account, board, version)
);

-- Compressed chunks of columns: those that checkpoints of a board share stand here once.
CREATE TABLE checkpoint_chunk (
  account uuid NOT NULL,
  board uuid NOT NULL,
  hash text COLLATE "C" NOT NULL,
  body bytea NOT NULL,
  PRIMARY KEY (account, board, hash)
);

-- What imports brought, and the history that came with them: few of a log's changes, and the only ones that speak of the time
-- before they were recorded.
CREATE INDEX change_imported ON change (account, scope, version) WHERE historic OR cause->>'kind' = 'import';
