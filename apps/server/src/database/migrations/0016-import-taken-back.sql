-- An import that its person undoes, or does again: where the process dies, the next one goes on with it.
ALTER TABLE import_run ADD COLUMN taking_back boolean NOT NULL DEFAULT false;
