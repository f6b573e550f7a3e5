-- An entry of an inbox may be about a doc.
ALTER TABLE notification ADD COLUMN doc_id uuid;

CREATE INDEX notification_doc ON notification (account, doc_id) WHERE doc_id IS NOT NULL;

-- Nobody is told of what was said of docs before inboxes knew docs.
INSERT INTO consumer_cursor (account, consumer, scope, version)
SELECT account, 'notifications', scope, version FROM scope
WHERE scope LIKE 'doc:%'
ON CONFLICT DO NOTHING;
