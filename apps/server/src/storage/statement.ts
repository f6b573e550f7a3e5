import { hash } from 'node:crypto'
import type pg from 'pg'

/**
 * One SQL statement made of common table expressions that all hang on the first: where that finds no row, nothing is written.
 * The text depends on the shape of a change only, so PostgreSQL prepares it once and plans it no more.
 */
export class Statement {
  private readonly values: unknown[] = []
  private readonly parts: string[] = []

  /** Adds a parameter and returns its place: `$3::jsonb`. */
  param(value: unknown, type: string): string {
    this.values.push(value)
    return `$${this.values.length}::${type}`
  }

  /** Adds a common table expression and returns its name. */
  with(sql: string): string {
    const name = `w${this.parts.length}`
    this.parts.push(`${name} AS (${sql})`)
    return name
  }

  /** The whole as pg takes it, prepared under a name of its text. */
  query(last: string): pg.QueryConfig {
    const text = `WITH ${this.parts.join(',\n')}\n${last}`
    return { name: hash('sha1', text, 'base64url'), text, values: this.values }
  }
}
