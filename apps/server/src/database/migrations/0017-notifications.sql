-- What reached people, by person (`scope_id`) and item or board (`id`), and what they want to hear nothing of.
CREATE TABLE notification (
  account uuid NOT NULL, scope_id uuid NOT NULL, id uuid NOT NULL,
  board_id uuid, item_id uuid, at bigint, unread integer, since bigint, done_at bigint, events jsonb, through jsonb,
  PRIMARY KEY (account, scope_id, id)
);

CREATE INDEX notification_board ON notification (account, board_id);
CREATE INDEX notification_at ON notification (account, at);

CREATE TABLE mute (
  account uuid NOT NULL, scope_id uuid NOT NULL, id uuid NOT NULL,
  at bigint,
  PRIMARY KEY (account, scope_id, id)
);

-- Who chose to watch an item (`scope_id`), or not to.
CREATE TABLE watcher (
  account uuid NOT NULL, scope_id uuid NOT NULL, id uuid NOT NULL,
  watching boolean, at bigint,
  PRIMARY KEY (account, scope_id, id)
);

-- Nobody is told of what happened before there was an inbox.
INSERT INTO consumer_cursor (account, consumer, scope, version)
SELECT account, 'notifications', scope, version FROM scope
WHERE scope LIKE 'board:%' OR scope LIKE 'item:%' OR scope LIKE 'account:%'
ON CONFLICT DO NOTHING;
