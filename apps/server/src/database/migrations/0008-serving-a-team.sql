-- Letters until the mail server has them. What one says brings a one-use link, so it is sealed under the installation's key and
-- forgotten once it is sent.
CREATE TABLE mail_letter (
  account uuid NOT NULL,
  id uuid NOT NULL,
  kind text COLLATE "C" NOT NULL,
  recipient text COLLATE "C" NOT NULL,
  -- The one-use link that it brings.
  link uuid,
  sealed bytea,
  created_at bigint NOT NULL,
  tries integer NOT NULL DEFAULT 0,
  -- When it is tried next; nothing once it is settled.
  next_at bigint,
  sent_at bigint,
  given_up_at bigint,
  -- What the last try came to.
  problem text COLLATE "C",
  PRIMARY KEY (account, id)
);

CREATE INDEX mail_letter_next ON mail_letter (account, next_at) WHERE next_at IS NOT NULL;
CREATE INDEX mail_letter_link ON mail_letter (account, link) WHERE link IS NOT NULL;

-- A link that several people use: the team they join by it, how many may, and how many did.
ALTER TABLE auth_link DROP CONSTRAINT auth_link_kind_check;
ALTER TABLE auth_link ADD CONSTRAINT auth_link_kind_check CHECK (kind IN ('owner', 'invitation', 'reset', 'team'));
ALTER TABLE auth_link ADD COLUMN team uuid, ADD COLUMN max_uses integer, ADD COLUMN uses integer NOT NULL DEFAULT 0;

-- Pictures of people by the SHA-256 of their bytes: small, and made by the browser that sent them.
CREATE TABLE member_picture (
  account uuid NOT NULL,
  hash text COLLATE "C" NOT NULL,
  type text COLLATE "C" NOT NULL,
  bytes bytea NOT NULL,
  -- The member who sent it.
  created_by uuid,
  created_at bigint NOT NULL,
  PRIMARY KEY (account, hash)
);

ALTER TABLE member ADD COLUMN picture text COLLATE "C", ADD COLUMN site text COLLATE "C", ADD COLUMN work_hours jsonb;
