import { readCursor, writeCursor } from '../api/page.ts'

/** When something was true, and its place in the log. */
export interface Moment {
  readonly at: number
  readonly version: number
}

/** Where a page begins: the cursor holds when the last entry before it was true, and its version. */
export function momentOf(cursor: string | undefined): Moment | null {
  const from = readCursor(cursor)
  return from && { at: from.row, version: from.version }
}

/** A page of entries behind a moment, newest first. Behind `end` not all was read: it is for the next page. */
export function pageOf<T extends Moment>(
  entries: readonly T[],
  from: Moment | null,
  limit: number,
  end: Moment | null = null,
): { readonly entries: readonly T[]; readonly next: string | null } {
  const rest = entries
    .toSorted(latestFirst)
    .filter((entry) => from === null || latestFirst(from, entry) < 0)
    .filter((entry) => end === null || latestFirst(entry, end) <= 0)
  const page = rest.slice(0, limit)
  const last = rest.length > limit ? (page.at(-1) ?? null) : end
  return { entries: page, next: last && writeCursor({ version: last.version, row: last.at }) }
}

/** Imported history was true long before it was recorded: people read by when things were so. */
export function latestFirst(left: Moment, right: Moment): number {
  return right.at - left.at || right.version - left.version
}
