-- Imports that are writing: what a process leaves here when it dies is taken back by the next one, and then says so for a while.
CREATE TABLE import_run (
  account uuid NOT NULL,
  id uuid NOT NULL,
  board uuid NOT NULL,
  batch uuid NOT NULL,
  member uuid,
  name text COLLATE "C" NOT NULL,
  started_at timestamptz NOT NULL DEFAULT now(),
  ended_at timestamptz,
  outcome json,
  PRIMARY KEY (account, id)
);
