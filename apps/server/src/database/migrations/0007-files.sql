-- Files by their content: the bytes lie in the store of files, under their hash.
CREATE TABLE file (
  account uuid NOT NULL,
  hash text COLLATE "C" NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$'),
  size_bytes bigint NOT NULL,
  -- What the content was found to be, whatever its name says.
  type text COLLATE "C" NOT NULL,
  -- False for what no browser should be made to draw.
  is_picture boolean NOT NULL DEFAULT false,
  first_by uuid,
  first_at timestamptz(3) NOT NULL DEFAULT now(),
  -- When somebody sent it last: what was just sent is in no cell yet.
  sent_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (account, hash)
);

-- Who has sent which content, and so may put it into cells.
CREATE TABLE file_upload (
  account uuid NOT NULL,
  hash text COLLATE "C" NOT NULL,
  member uuid NOT NULL,
  sent_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (account, hash, member),
  FOREIGN KEY (account, hash) REFERENCES file (account, hash)
);

-- Which cells hold which files. A cell that holds one no more keeps its row for as long as the trash keeps things.
CREATE TABLE file_ref (
  account uuid NOT NULL,
  board uuid NOT NULL,
  row integer NOT NULL,
  col integer NOT NULL,
  hash text COLLATE "C" NOT NULL,
  removed_at bigint,
  PRIMARY KEY (account, board, row, col, hash),
  FOREIGN KEY (account, hash) REFERENCES file (account, hash)
);

CREATE INDEX file_ref_hash ON file_ref (account, hash);
