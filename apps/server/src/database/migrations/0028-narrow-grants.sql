-- Which items of a board a grant shows, where that is not all of them.
ALTER TABLE board_member ADD COLUMN rows jsonb;

-- What somebody watches, for grants that show what is watched.
CREATE INDEX watcher_by_member ON watcher (account, id) WHERE watching;
