import type pg from 'pg'

const types = [
  'int',
  'int',
  'uuid',
  'float8',
  'float8',
  'date',
  'timestamptz',
  'text',
  'text',
  'int[]',
  'boolean',
  'daterange',
  'int',
  'text',
  'date',
  'text',
  'text',
  'text',
  'text',
  'int',
]

const values = [
  '1 + r % 5',
  '1 + r % 4',
  'gen_random_uuid()',
  'r % 21',
  '(r * 7919) % 1000 / 4.0',
  "date '2024-10-04' + r % 400",
  "timestamptz '2024-10-04 09:30Z' + r % 400 * interval '1 day'",
  "'text ' || r % 500",
  'md5((r * 7)::text)',
  'ARRAY[1 + r % 3]',
  'r % 2 = 0',
  "daterange(date '2024-10-04' + r % 300, date '2024-10-14' + r % 300)",
  '1 + r % 5',
  "(ARRAY['DE', 'FR', 'JP'])[1 + r % 3]",
  "date '2024-10-07' + 7 * (r % 50)",
  "'#' || lpad(to_hex(r % 4096), 6, '0')",
  "'https://example.org/' || r",
  "'person' || r % 900 || '@example.org'",
  "'+49 30 ' || 100000 + r % 900",
  'r % 1440',
]

const at = (index: number, list: readonly string[]) => list[index % list.length] ?? 'text'

/** What one would make by hand for a board with these columns: a typed table, with the index that the view needs. */
export async function prepareTable(pool: pg.Pool, rows: number, columns: number): Promise<void> {
  const all = Array.from({ length: columns }, (_, index) => index)
  await pool.query('DROP TABLE IF EXISTS typed')
  await pool.query(
    `CREATE TABLE typed (row int PRIMARY KEY, title text, "group" int, ${all.map((index) => `c${index + 1} ${at(index, types)}`).join(', ')}) WITH (fillfactor = 80)`,
  )
  await pool.query(
    `INSERT INTO typed SELECT r, 'Item number ' || r || ' about ' || md5(r::text), 1 + r % 10, ${all.map((index) => at(index, values)).join(', ')}
     FROM generate_series(0, $1::int - 1) r`,
    [rows],
  )
  await pool.query('CREATE INDEX typed_view ON typed ("group", c5 DESC, c4, row)')
  await pool.query(
    'CREATE TABLE IF NOT EXISTS typed_log (version bigint PRIMARY KEY, row int, col int, was text, becomes text)',
  )
  await pool.query('ANALYZE')
}

/** A page of the view: the first group's rows, filtered and sorted, with all their values. */
export async function readPage(pool: pg.Pool, rows: number): Promise<unknown[]> {
  const text = `SELECT * FROM typed WHERE "group" = 1 AND c5 >= 100 ORDER BY c5 DESC, c4, row LIMIT ${rows}`
  return (await pool.query({ name: `page-${rows}`, text })).rows as unknown[]
}

/** One durable edit of one cell, with its entry in a log. */
export async function editCell(pool: pg.Pool, row: number, value: string, version: number): Promise<void> {
  await pool.query({
    name: 'edit-typed',
    text: `WITH old AS (SELECT row, c8 FROM typed WHERE row = $1), done AS (UPDATE typed t SET c8 = $2 FROM old WHERE t.row = old.row)
           INSERT INTO typed_log SELECT $3, row, 8, c8, $2 FROM old`,
    values: [row, value, version],
  })
}

/** The sums of a column by group. */
export async function sumByGroup(pool: pg.Pool): Promise<unknown[]> {
  return (await pool.query({ name: 'sum-typed', text: 'SELECT "group", count(*), sum(c5) FROM typed GROUP BY 1' }))
    .rows as unknown[]
}

/** Adds a column by rewriting every row, as one does who fills it at once. */
export async function addByRewriting(pool: pg.Pool, name: string): Promise<void> {
  await pool.query(`ALTER TABLE typed ADD COLUMN ${name} text`)
  await pool.query(`UPDATE typed SET ${name} = ''`)
}
