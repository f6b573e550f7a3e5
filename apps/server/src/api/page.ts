import { DomainError } from '@fulcrum/domain'
import * as z from 'zod/mini'

/** Where a page ended: the version of what was read, and the place of its last entry in it. */
export interface Cursor {
  readonly version: number
  readonly row: number
  /** How many entries came before, for orders in which a place may be lost. */
  readonly offset?: number | undefined
}

/** The arguments of every query that gives a list. */
export const pageArgs = {
  cursor: z.optional(z.string().check(z.maxLength(200))),
  limit: z.optional(z.int().check(z.gte(1), z.lte(500))),
}

/** What every such query gives beside its entries: the cursor of the next page, null where there is none. */
export const nextCursor = z.nullable(z.string())

const shape = z.strictObject({ version: z.number(), row: z.number(), offset: z.optional(z.int().check(z.gte(0))) })

/** A cursor as programs get it. They hand it back as it is. */
export function writeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url')
}

/** Reads a cursor that came back. */
export function readCursor(text: string | undefined): Cursor | null {
  if (text === undefined) return null
  try {
    return shape.parse(JSON.parse(Buffer.from(text, 'base64url').toString()))
  } catch {
    throw notOurs()
  }
}

/** Where a page of rows begins: behind the last row of the one before. */
export function rowBehind(cursor: Cursor | null): number {
  const row = cursor === null ? 0 : cursor.row + 1
  // From far below the first row it would be a long way.
  if (!Number.isInteger(row) || row < 0) throw notOurs()
  return row
}

function notOurs(): DomainError {
  return new DomainError('invalid', 'This cursor is none of ours: leave it out to begin with the first page.', {
    field: 'cursor',
  })
}
