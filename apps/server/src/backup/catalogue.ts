import type { ClientBase } from 'pg'
import { readMigrations } from '../database/migration-files.ts'

/** A table with rows of its own; of a partitioned table these are its partitions. */
export interface CatalogueTable {
  readonly name: string
  readonly columns: readonly string[]
  readonly partition?: { readonly of: string; readonly bound: string }
}

export interface Catalogue {
  /** In an order in which what is referred to comes first. */
  readonly tables: readonly CatalogueTable[]
  /** Tables that no migration made. */
  readonly foreign: readonly string[]
  /** Columns that count by themselves. */
  readonly counters: readonly { readonly table: string; readonly column: string }[]
}

/**
 * Makes values print and parse the same on every server, keeps a scan of a large table from being joined in its middle, and
 * refuses to be shown only some of the rows.
 */
export const plainSettings = `
  SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = 'ISO, YMD'; SET LOCAL intervalstyle = 'postgres';
  SET LOCAL extra_float_digits = 3; SET LOCAL bytea_output = 'hex'; SET LOCAL client_encoding = 'UTF8';
  SET LOCAL synchronize_seqscans = off; SET LOCAL row_security = off; SET LOCAL statement_timeout = 0;
  SET LOCAL lock_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0`

/** What tables there are, as the transaction of this connection sees them. */
export async function readCatalogue(client: ClientBase): Promise<Catalogue> {
  const { rows } = await client.query<CatalogueTable & { parent: string | null; bound: string | null }>(`
    SELECT c.relname AS name, p.relname AS parent, pg_get_expr(c.relpartbound, c.oid) AS bound,
           (SELECT json_agg(a.attname ORDER BY a.attnum) FROM pg_attribute a
            WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns
    FROM pg_class c
    LEFT JOIN pg_inherits i ON i.inhrelid = c.oid AND c.relispartition
    LEFT JOIN pg_class p ON p.oid = i.inhparent
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND c.relpersistence <> 't'
    ORDER BY c.relname COLLATE "C"`)
  const ours = ownTables()
  const isOurs = ({ name, parent }: { name: string; parent: string | null }) => ours.has(parent ?? name)
  const tables = rows.filter(isOurs).map(({ name, columns, parent, bound }) => ({
    name,
    columns,
    ...(parent !== null && bound !== null && { partition: { of: parent, bound } }),
  }))
  return {
    tables: inOrder(tables, await references(client)),
    foreign: rows.filter((row) => !isOurs(row)).map(({ name }) => name),
    counters: (await counters(client)).filter(({ table }) => ours.has(table)),
  }
}

/** A name as SQL takes it. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** The columns of a table as COPY takes them. */
export function copyTarget({ name, columns }: Pick<CatalogueTable, 'name' | 'columns'>): string {
  return `${quoted(name)} (${columns.map(quoted).join(', ')})`
}

/** Every table that some migration made or renamed, and the ledger of the migrations. */
function ownTables(): ReadonlySet<string> {
  const made = readMigrations().flatMap(({ sql }) => [
    ...sql.matchAll(/\bCREATE TABLE (?:IF NOT EXISTS )?"?([a-z_][a-z0-9_]*)"?/gi),
    ...sql.matchAll(/\bRENAME TO "?([a-z_][a-z0-9_]*)"?/gi),
  ])
  return new Set(['schema_migration', ...made.map(([, name = '']) => name)])
}

async function references(client: ClientBase): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await client.query<{ from: string; to: string[] }>(`
    SELECT conrelid::regclass::text AS "from", json_agg(confrelid::regclass::text) AS "to"
    FROM pg_constraint WHERE contype = 'f' AND connamespace = current_schema()::regnamespace GROUP BY conrelid`)
  return new Map(rows.map(({ from, to }) => [plain(from), to.map(plain)]))
}

async function counters(client: ClientBase): Promise<Catalogue['counters'][number][]> {
  const { rows } = await client.query<{ table: string; column: string }>(`
    SELECT c.relname AS "table", a.attname AS "column" FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'
      AND pg_get_serial_sequence(quote_ident(c.relname), a.attname) IS NOT NULL AND a.attnum > 0 AND NOT a.attisdropped
    ORDER BY 1, 2`)
  return rows
}

function inOrder(
  tables: readonly CatalogueTable[],
  refersTo: ReadonlyMap<string, readonly string[]>,
): readonly CatalogueTable[] {
  const byName = new Map(tables.map((table) => [table.name, table]))
  const ordered = new Map<string, CatalogueTable>()
  const under = new Set<string>()
  function place(table: CatalogueTable): void {
    if (ordered.has(table.name) || under.has(table.name)) return
    under.add(table.name)
    for (const other of refersTo.get(table.name) ?? []) {
      const target = byName.get(other)
      if (target) place(target)
    }
    ordered.set(table.name, table)
  }
  tables.forEach(place)
  return [...ordered.values()]
}

function plain(name: string): string {
  return name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name
}
