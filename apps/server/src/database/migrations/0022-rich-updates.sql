-- What a message says as rich text, where it was written so; `body` says the same as plain text.
ALTER TABLE update ADD COLUMN content jsonb;

-- Who reacted to which message of an item (`scope_id`), and with what.
CREATE TABLE reaction (
  account uuid NOT NULL, scope_id uuid NOT NULL, id uuid NOT NULL,
  update_id uuid, member_id uuid, sign text COLLATE "C", at bigint,
  PRIMARY KEY (account, scope_id, id)
);

-- Which messages (`id`) of an item (`scope_id`) show which files, and which showed them lately.
CREATE TABLE update_file (
  account uuid NOT NULL, scope_id uuid NOT NULL, id uuid NOT NULL,
  hash text COLLATE "C" NOT NULL,
  removed_at bigint,
  PRIMARY KEY (account, scope_id, id, hash),
  FOREIGN KEY (account, hash) REFERENCES file (account, hash)
);

CREATE INDEX update_file_hash ON update_file (account, hash);

-- When somebody (`member`) was last sent a letter about an entry of their inbox (`entry`), and up to which happening.
CREATE TABLE inbox_letter (
  account uuid NOT NULL, member uuid NOT NULL, entry uuid NOT NULL,
  sent_at bigint NOT NULL, through bigint NOT NULL,
  PRIMARY KEY (account, member, entry)
);
