-- What is said of words of docs, with the places of the words. The text itself holds nothing of it.
CREATE TABLE doc_comment (
  account uuid NOT NULL, scope_id uuid NOT NULL, id uuid NOT NULL,
  parent_id uuid, author_id uuid, body text, anchor jsonb, quote text,
  at bigint, edited_at bigint, resolved_at bigint, resolved_by uuid, deleted_at bigint,
  PRIMARY KEY (account, scope_id, id)
);

CREATE INDEX doc_comment_trash ON doc_comment (account, deleted_at) WHERE deleted_at IS NOT NULL AND body IS NOT NULL;
