-- An entry of an inbox may be about a doc.
ALTER TABLE notification ADD COLUMN doc_id uuid;

CREATE INDEX notification_doc ON notification (account, doc_id) WHERE doc_id IS NOT NULL;

-- Nobody is told of what was said of docs before inboxes knew docs.
INSERT INTO consumer_cursor (account, consumer, scope, version)
SELECT account, 'notifications', scope, version FROM scope
WHERE scope LIKE 'doc:%'
ON CONFLICT DO NOTHING;

-- Whom the text of a doc names, a person or a team each once: who named them first, with which update, whether they were told, and
-- as of which update they were looked for in vain.
CREATE TABLE doc_named (
  account uuid NOT NULL,
  doc uuid NOT NULL,
  id uuid NOT NULL,
  kind text COLLATE "C" NOT NULL,
  by_member uuid NOT NULL,
  seq bigint NOT NULL,
  at bigint NOT NULL,
  told boolean NOT NULL DEFAULT false,
  looked bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (account, doc, id)
);

CREATE INDEX doc_named_untold ON doc_named (account, at) WHERE NOT told;
