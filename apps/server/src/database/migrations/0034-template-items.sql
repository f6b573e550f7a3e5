-- Since when an item is a template, from which others are made.
ALTER TABLE item ADD COLUMN template_at bigint;
