-- With which view a board opens: for everybody, and for each person who chose one.
ALTER TABLE board ADD COLUMN view_id uuid;

CREATE TABLE view_choice (
  account uuid NOT NULL, scope_id uuid NOT NULL, id uuid NOT NULL,
  view_id uuid,
  PRIMARY KEY (account, scope_id, id)
);
