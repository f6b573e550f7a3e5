-- Backups and checks of backups: who of several nodes made one, when, and how it ended.
CREATE TABLE backup_run (
  id uuid PRIMARY KEY,
  kind text COLLATE "C" NOT NULL CHECK (kind IN ('backup', 'verify')),
  cause text COLLATE "C" NOT NULL CHECK (cause IN ('daily', 'person', 'operator')),
  -- The machine, and the folder on it.
  node text NOT NULL,
  path text,
  started_at timestamptz(3) NOT NULL DEFAULT now(),
  ended_at timestamptz(3),
  -- When the snapshot of a backup that was found good was taken.
  proved timestamptz(3),
  bytes bigint,
  problem text
);

CREATE INDEX backup_run_started ON backup_run (started_at);
