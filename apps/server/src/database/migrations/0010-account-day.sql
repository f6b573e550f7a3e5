-- The day that the account's cells and views go by, written at the midnight of its zone; and the days on which it does not work.
ALTER TABLE account ADD COLUMN day integer, ADD COLUMN weekend jsonb, ADD COLUMN holidays jsonb;
