-- Items on their way to another board: what a process leaves here when it dies, the next one goes on with. The id is that of the
-- batch under which all of it is done; `back` is the one under which it is taken back.
CREATE TABLE transfer_run (
  account uuid NOT NULL,
  id uuid NOT NULL,
  member uuid NOT NULL,
  plan json NOT NULL,
  phase text COLLATE "C" NOT NULL DEFAULT 'running',
  step integer NOT NULL DEFAULT 0,
  done integer NOT NULL DEFAULT 0,
  total integer NOT NULL,
  back uuid NOT NULL,
  reason json,
  started_at timestamptz NOT NULL DEFAULT now(),
  ended_at timestamptz,
  outcome json,
  PRIMARY KEY (account, id)
);

CREATE INDEX transfer_run_open ON transfer_run (account) WHERE ended_at IS NULL;
