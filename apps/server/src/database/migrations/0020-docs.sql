-- Docs: records like those of boards, and beside them what is written, as updates that are only ever added.
CREATE TABLE doc_ref (
  account uuid NOT NULL, scope_id uuid NOT NULL, id uuid NOT NULL,
  epoch integer,
  PRIMARY KEY (account, scope_id, id)
);

CREATE TABLE doc (
  account uuid NOT NULL, scope_id uuid NOT NULL, id uuid NOT NULL,
  workspace_id uuid, folder_id uuid, name text, access text COLLATE "C", rank text COLLATE "C",
  created_at bigint, created_by uuid, archived_at bigint, deleted_at bigint,
  PRIMARY KEY (account, scope_id, id)
);

CREATE TABLE doc_member (
  account uuid NOT NULL, scope_id uuid NOT NULL, id uuid NOT NULL,
  subject text COLLATE "C", role text COLLATE "C",
  PRIMARY KEY (account, scope_id, id)
);

CREATE TABLE doc_version (
  account uuid NOT NULL, scope_id uuid NOT NULL, id uuid NOT NULL,
  name text, at bigint, by_id uuid,
  PRIMARY KEY (account, scope_id, id)
);

-- How far the updates of a doc go, and all of them up to `snapshot_seq` in one. Its row's lock gives updates their order.
CREATE TABLE doc_state (
  account uuid NOT NULL,
  doc uuid NOT NULL,
  seq bigint NOT NULL,
  snapshot bytea,
  snapshot_seq bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (account, doc)
);

-- What was written since the snapshot.
CREATE TABLE doc_update (
  account uuid NOT NULL,
  doc uuid NOT NULL,
  seq bigint NOT NULL,
  data bytea NOT NULL,
  by_member uuid,
  at bigint NOT NULL,
  PRIMARY KEY (account, doc, seq)
);

-- The texts of versions, each whole, under the version's id.
CREATE TABLE doc_text (
  account uuid NOT NULL,
  doc uuid NOT NULL,
  version uuid NOT NULL,
  data bytea NOT NULL,
  PRIMARY KEY (account, doc, version)
);

-- The files that docs show, or showed in a version.
CREATE TABLE doc_file (
  account uuid NOT NULL,
  doc uuid NOT NULL,
  hash text COLLATE "C" NOT NULL,
  PRIMARY KEY (account, doc, hash),
  FOREIGN KEY (account, hash) REFERENCES file (account, hash)
);

CREATE INDEX doc_file_hash ON doc_file (account, hash);
