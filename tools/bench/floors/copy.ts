import type pg from 'pg'

/** What a person imports: 12 fields, as another tool writes them. */
export function csvOf(rows: number): string {
  const lines = ['Title,Status,Priority,Owner,Points,Cost,Start,Due,Note,Reference,Area,Done']
  for (let row = 0; row < rows; row++) {
    lines.push(
      [
        `"Item number ${row}, imported"`,
        statuses[row % 5],
        priorities[row % 4],
        `Person ${row % 8}`,
        row % 21,
        ((row * 7_919) % 1_000) / 4,
        day(row % 400),
        `${day((row % 400) + 14)} 09:30`,
        `note ${row % 500}`,
        ((row * 2_654_435_761) % 4_294_967_296).toString(16).padStart(8, '0'),
        areas[row % 3],
        row % 2 === 0,
      ].join(','),
    )
  }
  return `${lines.join('\n')}\n`
}

const statuses = ['To do', 'In progress', 'In review', 'Blocked', 'Done']
const priorities = ['Low', 'Medium', 'High', 'Critical']
const areas = ['api', 'web', 'import']

function day(after: number): string {
  return new Date(Date.UTC(2024, 9, 4 + after)).toISOString().slice(0, 10)
}

/** Takes the file in by `COPY`, into typed columns, and builds the indexes that a list of work needs. */
export async function copyIn(pool: pg.Pool, file: string): Promise<void> {
  await pool.query('DROP TABLE IF EXISTS copied')
  await pool.query(
    `CREATE TABLE copied (title text, status text, priority text, owner text, points int, cost float8, start date, due timestamptz,
     note text, reference text, area text, done boolean, id bigint GENERATED ALWAYS AS IDENTITY)`,
  )
  await pool.query(
    `COPY copied (title, status, priority, owner, points, cost, start, due, note, reference, area, done)
     FROM '${file.replaceAll("'", "''")}' WITH (FORMAT csv, HEADER)`,
  )
  await pool.query('ALTER TABLE copied ADD PRIMARY KEY (id)')
  await pool.query('CREATE UNIQUE INDEX copied_reference ON copied (reference, id)')
  await pool.query('CREATE INDEX copied_view ON copied (status, due, id)')
}

/** Writes what `copyIn` took in to a file by `COPY`. */
export async function copyOut(pool: pg.Pool, file: string): Promise<void> {
  await pool.query(
    `COPY (SELECT title, status, priority, owner, points, cost, start, due, note, reference, area, done FROM copied ORDER BY id)
     TO '${file.replaceAll("'", "''")}' WITH (FORMAT csv, HEADER)`,
  )
}
