-- The links of forms. Whoever answers is found by the hash; those who share see the link again, which is kept under a key of the
-- installation. A view has one link at a time.
CREATE TABLE form_link (
  account uuid NOT NULL,
  id uuid NOT NULL,
  board uuid NOT NULL,
  view uuid NOT NULL,
  token_hash text COLLATE "C" NOT NULL,
  token_sealed bytea NOT NULL,
  audience text COLLATE "C" NOT NULL,
  created_by uuid,
  created_at bigint NOT NULL,
  closes_at bigint,
  max_answers integer,
  answers integer NOT NULL DEFAULT 0,
  revoked_at bigint,
  PRIMARY KEY (account, id)
);

CREATE UNIQUE INDEX form_link_token ON form_link (account, token_hash);
CREATE UNIQUE INDEX form_link_open ON form_link (account, view) WHERE revoked_at IS NULL;
