-- Who may sign in. The four first tables have the shape that better-auth reads and writes; no token in any of them, or in
-- auth_link, is stored other than as its SHA-256. Users are of the installation; what ties one to an account is a member.

CREATE TABLE auth_user (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  name text COLLATE "C" NOT NULL,
  email text COLLATE "C" NOT NULL UNIQUE,
  email_verified boolean NOT NULL DEFAULT false,
  image text,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);

CREATE TABLE auth_session (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  user_id uuid NOT NULL REFERENCES auth_user (id),
  token text COLLATE "C" NOT NULL UNIQUE,
  created_at timestamptz NOT NULL,
  -- When it was last used, to within some minutes.
  updated_at timestamptz NOT NULL,
  -- The sooner of the idle and the absolute end.
  expires_at timestamptz NOT NULL,
  ip_address text,
  user_agent text
);

CREATE INDEX auth_session_user ON auth_session (user_id);
CREATE INDEX auth_session_expires ON auth_session (expires_at);

CREATE TABLE auth_account (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  user_id uuid NOT NULL REFERENCES auth_user (id),
  account_id text COLLATE "C" NOT NULL,
  provider_id text COLLATE "C" NOT NULL,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  UNIQUE (provider_id, account_id)
);

CREATE INDEX auth_account_user ON auth_account (user_id);

CREATE TABLE auth_verification (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  identifier text COLLATE "C" NOT NULL,
  value text NOT NULL,
  expires_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);

CREATE INDEX auth_verification_identifier ON auth_verification (identifier);

-- Links that work once: for the first owner, for an invited person, for a forgotten password.
CREATE TABLE auth_link (
  account uuid NOT NULL,
  id uuid NOT NULL,
  kind text COLLATE "C" NOT NULL CHECK (kind IN ('owner', 'invitation', 'reset')),
  token_hash text COLLATE "C" NOT NULL UNIQUE,
  created_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  -- The member who made it.
  created_by uuid,
  role text COLLATE "C",
  email text COLLATE "C",
  -- The member that the person will be: a placeholder to take over, or an id of their own.
  member uuid,
  board uuid,
  board_role text COLLATE "C",
  -- The user who took the link; whose password is to be reset.
  user_id uuid,
  user_is_new boolean,
  person_name text COLLATE "C",
  claimed_at bigint,
  used_at bigint,
  revoked_at bigint,
  PRIMARY KEY (account, id)
);

CREATE INDEX auth_link_user ON auth_link (user_id) WHERE used_at IS NULL;

-- Wrong tries by person, by network and by known browser, in windows. The keys are hashes.
CREATE TABLE auth_attempt (
  key text COLLATE "C" PRIMARY KEY,
  count integer NOT NULL,
  since bigint NOT NULL
);

CREATE INDEX auth_attempt_since ON auth_attempt (since);

CREATE INDEX audit_account_at ON audit (account, at);
