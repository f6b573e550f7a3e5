import type pg from 'pg'

/** A table of rows and a log of what changed: what an edit has to do to be durable and traceable. */
export async function prepareCommits(pool: pg.Pool): Promise<void> {
  await pool.query(`
    CREATE TABLE IF NOT EXISTS floor_row (id int PRIMARY KEY, value text, version bigint NOT NULL) WITH (fillfactor = 80);
    CREATE TABLE IF NOT EXISTS floor_log (version bigint PRIMARY KEY, id int NOT NULL, was text, becomes text, at timestamptz NOT NULL DEFAULT now());
    INSERT INTO floor_row SELECT n, 'start', 0 FROM generate_series(0, 999) n ON CONFLICT DO NOTHING;`)
}

/** One durable edit: an UPDATE and an INSERT in one statement. */
export async function commitOne(pool: pg.Pool, version: number): Promise<void> {
  await pool.query({
    name: 'floor-commit',
    text: `WITH done AS (UPDATE floor_row SET value = $2, version = $3 WHERE id = $1 RETURNING id)
           INSERT INTO floor_log (version, id, was, becomes) SELECT $3, id, 'before', $2 FROM done`,
    values: [version % 1_000, `value ${version}`, version],
  })
}
