-- What programs sign in with, and what they asked for under a key of their own.

-- A member of the account that is no person: a program acts as it.
ALTER TABLE member ADD COLUMN service boolean;

-- A token is 256 random bits; what is stored of it is its SHA-256. Null places are the whole account.
CREATE TABLE api_token (
  account uuid NOT NULL,
  id uuid NOT NULL,
  kind text COLLATE "C" NOT NULL CHECK (kind IN ('personal', 'service')),
  token_hash text COLLATE "C" NOT NULL UNIQUE,
  name text COLLATE "C" NOT NULL,
  -- The last letters, by which a person knows it again.
  tail text COLLATE "C" NOT NULL,
  -- As whom it acts, and who made it.
  member uuid NOT NULL,
  created_by uuid NOT NULL,
  may_write boolean NOT NULL,
  workspaces uuid[],
  boards uuid[],
  created_at bigint NOT NULL,
  expires_at bigint,
  -- To within a minute.
  used_at bigint,
  revoked_at bigint,
  PRIMARY KEY (account, id)
);

CREATE INDEX api_token_member ON api_token (account, member);

-- What was asked under an idempotency key; its answer is a client's, and is kept as long.
CREATE TABLE api_request (
  account uuid NOT NULL,
  client uuid NOT NULL,
  body_hash text COLLATE "C" NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (account, client)
);

CREATE INDEX api_request_at ON api_request (at);
