-- The spine: scopes with their versions, the log, the answers to clients, and the rows of every noun.
-- Keys start with the account. Times are milliseconds UTC, except where a partition or a person of operations reads them.
-- Texts are never ordered or folded here for people: ranks and names are compared byte by byte.

CREATE TABLE scope (
  account uuid NOT NULL,
  scope text COLLATE "C" NOT NULL,
  version bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (account, scope)
) WITH (fillfactor = 50);

CREATE TABLE change (
  account uuid NOT NULL,
  scope text COLLATE "C" NOT NULL,
  version bigint NOT NULL,
  recorded_at timestamptz(3) NOT NULL DEFAULT now(),
  change_id uuid NOT NULL,
  span smallint NOT NULL,
  at bigint NOT NULL,
  actor uuid,
  cause json NOT NULL,
  command text COLLATE "C" NOT NULL,
  patches json NOT NULL,
  inverse json,
  batch uuid,
  historic boolean NOT NULL DEFAULT false,
  client uuid,
  n bigint,
  PRIMARY KEY (account, scope, version, recorded_at)
) PARTITION BY RANGE (recorded_at);

-- What no month's partition takes; maintenance makes the months ahead of time, so this stays empty.
CREATE TABLE change_default PARTITION OF change DEFAULT;

CREATE INDEX change_batch ON change (account, batch) WHERE batch IS NOT NULL;

-- Inverses over 8 KB, compressed.
CREATE TABLE change_blob (
  account uuid NOT NULL,
  scope text COLLATE "C" NOT NULL,
  version bigint NOT NULL,
  inverse bytea NOT NULL,
  PRIMARY KEY (account, scope, version)
);

-- Which changes touched which item: the index behind activity and "why did this cell change?".
CREATE TABLE change_item (
  account uuid NOT NULL,
  board uuid NOT NULL,
  row integer NOT NULL,
  version bigint NOT NULL,
  PRIMARY KEY (account, board, row, version)
);

-- A browser profile's copy of one person's boards; bound to the member at first use.
CREATE TABLE client (
  account uuid NOT NULL,
  id uuid NOT NULL,
  member uuid NOT NULL,
  first_seen timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (account, id)
);

-- The first answer to each command of a client, for 90 days.
CREATE TABLE client_command (
  account uuid NOT NULL,
  client uuid NOT NULL,
  n bigint NOT NULL,
  answer json NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (account, client, n)
);

CREATE INDEX client_command_at ON client_command (at);

CREATE TABLE item (
  account uuid NOT NULL,
  board uuid NOT NULL,
  row integer NOT NULL,
  id uuid NOT NULL,
  title text COLLATE "C",
  "group" integer,
  parent integer,
  rank text COLLATE "C",
  created_at bigint,
  created_by uuid,
  archived_at bigint,
  deleted_at bigint,
  updates integer,
  last_update_at bigint,
  source_key text COLLATE "C",
  updated_at bigint,
  updated_by uuid,
  cells jsonb NOT NULL DEFAULT '{}',
  PRIMARY KEY (account, board, row),
  UNIQUE (account, id)
) WITH (fillfactor = 80);

-- Cells whose JSON is over 500 bytes, so that an edit of another cell does not rewrite them.
CREATE TABLE cell_large (
  account uuid NOT NULL,
  board uuid NOT NULL,
  row integer NOT NULL,
  col integer NOT NULL,
  value jsonb NOT NULL,
  PRIMARY KEY (account, board, row, col)
);

-- Every reference that a cell holds, both ways.
CREATE TABLE link (
  account uuid NOT NULL,
  board uuid NOT NULL,
  from_row integer NOT NULL,
  col integer NOT NULL,
  to_kind text COLLATE "C" NOT NULL,
  to_id uuid NOT NULL,
  PRIMARY KEY (account, board, from_row, col, to_id)
);

CREATE INDEX link_to ON link (account, to_kind, to_id);

-- The records of each scope. Tables and columns are those of the domain's record tables; a test compares them.

CREATE TABLE account (
  account uuid NOT NULL, scope_id uuid NOT NULL, id uuid NOT NULL,
  name text COLLATE "C", locale text COLLATE "C", time_zone text COLLATE "C", week_start integer, demo boolean,
  created_at bigint,
  PRIMARY KEY (account, scope_id, id)
);

CREATE TABLE member (
  account uuid NOT NULL, scope_id uuid NOT NULL, id uuid NOT NULL,
  user_id uuid, name text COLLATE "C", email text COLLATE "C", role text COLLATE "C", placeholder boolean,
  sources jsonb, colour text COLLATE "C", time_zone text COLLATE "C", joined_at bigint, removed_at bigint,
  PRIMARY KEY (account, scope_id, id)
);

CREATE UNIQUE INDEX member_user ON member (account, user_id) WHERE user_id IS NOT NULL;

CREATE TABLE team (
  account uuid NOT NULL, scope_id uuid NOT NULL, id uuid NOT NULL,
  name text COLLATE "C", member_ids jsonb, deleted_at bigint,
  PRIMARY KEY (account, scope_id, id)
);

CREATE TABLE workspace (
  account uuid NOT NULL, scope_id uuid NOT NULL, id uuid NOT NULL,
  name text COLLATE "C", description text COLLATE "C", colour text COLLATE "C", rank text COLLATE "C", demo boolean,
  deleted_at bigint,
  PRIMARY KEY (account, scope_id, id)
);

CREATE TABLE folder (
  account uuid NOT NULL, scope_id uuid NOT NULL, id uuid NOT NULL,
  workspace_id uuid, parent_id uuid, name text COLLATE "C", rank text COLLATE "C", deleted_at bigint,
  PRIMARY KEY (account, scope_id, id)
);

CREATE TABLE board_ref (
  account uuid NOT NULL, scope_id uuid NOT NULL, id uuid NOT NULL,
  epoch integer,
  PRIMARY KEY (account, scope_id, id)
);

CREATE TABLE board (
  account uuid NOT NULL, scope_id uuid NOT NULL, id uuid NOT NULL,
  workspace_id uuid, folder_id uuid, name text COLLATE "C", description text COLLATE "C", access text COLLATE "C",
  prefix text COLLATE "C", rank text COLLATE "C", source text COLLATE "C", created_at bigint, created_by uuid,
  hidden boolean, archived_at bigint, deleted_at bigint,
  PRIMARY KEY (account, scope_id, id)
);

CREATE TABLE board_member (
  account uuid NOT NULL, scope_id uuid NOT NULL, id uuid NOT NULL,
  subject text COLLATE "C", role text COLLATE "C",
  PRIMARY KEY (account, scope_id, id)
);

CREATE INDEX board_member_of ON board_member (account, id);

CREATE TABLE "group" (
  account uuid NOT NULL, scope_id uuid NOT NULL, id uuid NOT NULL,
  number integer, title text COLLATE "C", colour text COLLATE "C", rank text COLLATE "C", deleted_at bigint,
  PRIMARY KEY (account, scope_id, id)
);

CREATE TABLE "column" (
  account uuid NOT NULL, scope_id uuid NOT NULL, id uuid NOT NULL,
  number integer, kind text COLLATE "C", settings_version integer, settings jsonb, title text COLLATE "C",
  description text COLLATE "C", rank text COLLATE "C", role text COLLATE "C", applies_to text COLLATE "C",
  readers jsonb, editors jsonb, source_field text COLLATE "C", deleted_at bigint,
  PRIMARY KEY (account, scope_id, id)
);

CREATE TABLE view (
  account uuid NOT NULL, scope_id uuid NOT NULL, id uuid NOT NULL,
  kind text COLLATE "C", name text COLLATE "C", rank text COLLATE "C", owner_id uuid, spec jsonb, deleted_at bigint,
  PRIMARY KEY (account, scope_id, id)
);

CREATE TABLE update (
  account uuid NOT NULL, scope_id uuid NOT NULL, id uuid NOT NULL,
  board_id uuid, parent_id uuid, author_id uuid, body text COLLATE "C", at bigint, edited_at bigint,
  source_key text COLLATE "C", deleted_at bigint,
  PRIMARY KEY (account, scope_id, id)
);

CREATE TABLE favourite (
  account uuid NOT NULL, scope_id uuid NOT NULL, id uuid NOT NULL,
  rank text COLLATE "C",
  PRIMARY KEY (account, scope_id, id)
);

-- Cursors of the consumers that follow the log.
CREATE TABLE consumer_cursor (
  account uuid NOT NULL,
  consumer text COLLATE "C" NOT NULL,
  scope text COLLATE "C" NOT NULL,
  version bigint NOT NULL,
  PRIMARY KEY (account, consumer, scope)
);

-- Security events, chained by a sealing job.
CREATE TABLE audit (
  account uuid,
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT now(),
  event text COLLATE "C" NOT NULL,
  actor uuid,
  subject text COLLATE "C",
  details json NOT NULL DEFAULT '{}',
  seal bytea
);
