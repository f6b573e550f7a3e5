import { expect, test } from 'vitest'
import { lintMigration } from './migration-rules.ts'

const refused = [
  'TRUNCATE item;',
  'truncate table "change", item;',
  'DROP TABLE view;',
  'DROP TABLE IF EXISTS view;',
  'DROP SCHEMA public;',
  'DROP MATERIALIZED VIEW totals;',
  'ALTER TABLE item DROP COLUMN title;',
  'ALTER TABLE item DROP COLUMN IF EXISTS title;',
  'ALTER TABLE item DROP title;',
  'ALTER TABLE item DROP "group";',
  'ALTER TABLE item ADD x int,\n  DROP rank;',
  'ALTER TABLE item DROP CONSTRAINT item_pkey CASCADE;',
  'DELETE FROM update WHERE deleted_at IS NOT NULL;',
  'WITH gone AS (DELETE FROM link RETURNING *) SELECT 1;',
  'ALTER TABLE change DETACH PARTITION change_2026_01;',
  'ALTER TABLE item ALTER COLUMN title TYPE varchar(10);',
  'ALTER TABLE item ALTER title SET DATA TYPE varchar(10);',
  'DO $$ BEGIN EXECUTE 1; TRUNCATE item; END $$;',
  'COMMIT; BEGIN;',
  'CREATE INDEX CONCURRENTLY x ON item (rank);',
]

const allowed = [
  'CREATE TABLE a (id uuid PRIMARY KEY);',
  'ALTER TABLE item ADD COLUMN note text;',
  'ALTER TABLE item DROP CONSTRAINT item_pkey;',
  'ALTER TABLE item ALTER COLUMN rank DROP NOT NULL;',
  'ALTER TABLE item ALTER COLUMN rank DROP DEFAULT;',
  'DROP INDEX item_rank;',
  'DROP INDEX IF EXISTS item_rank;',
  'DROP TRIGGER touch ON item;',
  '-- We never TRUNCATE or DROP TABLE anything.\nCREATE TABLE a (id uuid);',
  '/* DROP TABLE item; */ CREATE TABLE a (id uuid);',
  "INSERT INTO note (text) VALUES ('DROP TABLE item; it''s a joke; DELETE FROM item');",
  'TRUNCATE consumer_cursor;',
  "DELETE FROM consumer_cursor WHERE consumer = 'rollup';",
  'UPDATE item SET rank = lower(rank);',
  'CREATE TABLE truncated (dropped_at bigint);',
]

test.each(refused)('refused: %s', (sql) => {
  expect(lintMigration(sql)).not.toEqual([])
})

test.each(allowed)('allowed: %s', (sql) => {
  expect(lintMigration(sql)).toEqual([])
})

test('a problem names the line of its word and says what to do instead', () => {
  const sql =
    'CREATE TABLE a (id uuid);\n-- a comment\nALTER TABLE item\n  ADD x int,\n  DROP COLUMN rank;\nTRUNCATE item;\n'
  expect(lintMigration(sql).map(({ line }) => line)).toEqual([5, 6])
  expect(lintMigration(sql)[0]?.message).toContain('leave it where it is')
})
