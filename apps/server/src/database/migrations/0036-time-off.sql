-- When people are away.
ALTER TABLE member ADD COLUMN time_off jsonb;
