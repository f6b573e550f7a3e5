-- From which message one was copied, and by whom: its author wrote it elsewhere. Null of messages that were written where they are.
ALTER TABLE update ADD COLUMN copied_from uuid, ADD COLUMN copied_by uuid;
