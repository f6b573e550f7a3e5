-- What a column asks of its cells: required, unique, a range, a pattern, what new items begin with, and what is said.
ALTER TABLE "column" ADD COLUMN rules jsonb;
