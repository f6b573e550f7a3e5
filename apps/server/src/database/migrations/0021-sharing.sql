-- Links by which a board, or one of its views, is read without an account. Whoever has one is found by the hash; the board's owners
-- see the address again, which is kept under a key of the installation. A password is kept as its hash alone.
CREATE TABLE share_link (
  account uuid NOT NULL,
  id uuid NOT NULL,
  board uuid NOT NULL,
  view uuid,
  token_hash text COLLATE "C" NOT NULL,
  token_sealed bytea NOT NULL,
  columns integer[] NOT NULL,
  password_hash text COLLATE "C",
  created_by uuid NOT NULL,
  created_at bigint NOT NULL,
  expires_at bigint,
  last_used_at bigint,
  uses integer NOT NULL DEFAULT 0,
  revoked_at bigint,
  PRIMARY KEY (account, id)
);

CREATE UNIQUE INDEX share_link_token ON share_link (account, token_hash);
CREATE INDEX share_link_board ON share_link (account, board) WHERE revoked_at IS NULL;
