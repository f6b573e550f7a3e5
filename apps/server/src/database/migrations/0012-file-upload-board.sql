-- To which board a member sent a content the last time: a token of some boards has what was sent to these alone. Null of uploads
-- from before is a board that nobody knows.
ALTER TABLE file_upload ADD COLUMN board uuid;
