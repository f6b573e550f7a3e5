/** What is wrong with a migration, and where. */
export interface MigrationProblem {
  readonly line: number
  readonly message: string
}

interface Rule {
  readonly pattern: RegExp
  /** Looks closer at what the pattern found. */
  readonly allows?: (found: RegExpExecArray) => boolean
  readonly message: string
}

/** Tables of the server's own that can be made anew from others: nothing in them is a person's only copy. */
const derivedTables = ['consumer_cursor']

/** What can be dropped and made again: no values are in it. Tables have a rule of their own. */
const droppable: ReadonlySet<string> = new Set(
  (
    'TABLE SCHEMA DATABASE MATERIALIZED OWNED TABLESPACE CONSTRAINT DEFAULT NOT EXPRESSION IDENTITY INDEX VIEW FUNCTION ' +
    'PROCEDURE TRIGGER POLICY RULE TYPE DOMAIN COLLATION AGGREGATE OPERATOR STATISTICS EXTENSION ROLE'
  ).split(' '),
)

const rules: readonly Rule[] = [
  {
    pattern: /\bTRUNCATE\b/i,
    message: 'TRUNCATE empties a table: move what it held, and leave the table',
  },
  {
    pattern: /\bCASCADE\b/i,
    message: 'CASCADE deletes more than it says: name what goes, one by one',
  },
  {
    pattern: /\bDROP\s+(?:TABLE|SCHEMA|DATABASE|MATERIALIZED\s+VIEW|OWNED|TABLESPACE)\b/i,
    message: 'DROP of a table loses its rows: rename it to <name>_old, and drop it some versions later by hand',
  },
  {
    pattern: /\bDROP\s+("?\w+)/i,
    allows: ([, word = '']) => droppable.has(word.toUpperCase()),
    message: 'DROP of a column loses its values: stop writing it, and leave it where it is',
  },
  {
    pattern: /\bDELETE\s+FROM\b/i,
    message: 'DELETE loses rows: mark them instead, or move them to a table that keeps them',
  },
  {
    pattern: /\bDETACH\s+PARTITION\b/i,
    message: 'DETACH PARTITION takes months out of the log: retention is a setting of the account',
  },
  {
    pattern: /\b(ALTER|SET\s+DATA)\s+(COLUMN\s+\S+\s+)?TYPE\b/i,
    message: 'A change of type can cut values and rewrites the table under a lock: add a column and copy into it',
  },
  {
    pattern: /\b(BEGIN|COMMIT|ROLLBACK)\s*;/i,
    message: 'A migration runs in one transaction that is not its own: leave BEGIN, COMMIT and ROLLBACK out',
  },
  {
    pattern: /\bCONCURRENTLY\b/i,
    message: 'CONCURRENTLY cannot run within the transaction of a migration',
  },
]

/** The statements of a migration that could lose what people wrote. Words in comments, texts and names are not statements. */
export function lintMigration(sql: string): MigrationProblem[] {
  const bare = withoutTexts(sql)
  const problems: MigrationProblem[] = []
  let line = 1
  for (const statement of bare.split(/(?<=;)/)) {
    for (const rule of isDerived(statement) ? [] : rules) {
      const found = firstOf(rule, statement)
      if (found) problems.push({ line: line + newlines(statement.slice(0, found.index)), message: rule.message })
    }
    line += newlines(statement)
  }
  return problems
}

function firstOf({ pattern, allows }: Rule, statement: string): RegExpExecArray | undefined {
  return [...statement.matchAll(new RegExp(pattern, 'gi'))].find((found) => allows?.(found) !== true)
}

/** Emptying a table that can be filled again from others loses nothing. */
function isDerived(statement: string): boolean {
  const table = /^\s*(?:TRUNCATE(?:\s+TABLE)?|DELETE\s+FROM)\s+(?:ONLY\s+)?"?(\w+)"?\s*(?:;|WHERE\b|$)/i.exec(
    statement,
  )?.[1]
  return table !== undefined && derivedTables.includes(table)
}

/** The SQL with comments, quoted texts and dollar-quoted bodies blanked out, line for line. */
function withoutTexts(sql: string): string {
  return sql.replace(
    /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|\$(\w*)\$[\s\S]*?\$\1\$/g,
    (text, tag: string | undefined) => (tag === undefined ? blank(text) : keepWords(text)),
  )
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ')
}

/** The body of a DO block or function runs too, so its words count; its semicolons must not end our statement. */
function keepWords(text: string): string {
  return text.replaceAll(';', ' ')
}

function newlines(text: string): number {
  return text.split('\n').length - 1
}
