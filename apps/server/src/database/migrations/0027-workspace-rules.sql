-- What holds on the boards of a workspace, and what a board does otherwise.
ALTER TABLE workspace ADD COLUMN rules jsonb;
ALTER TABLE board ADD COLUMN rules jsonb;
