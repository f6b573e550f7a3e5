import type { BoardReader } from '../board/board-reader.ts'
import { itemKey } from '../board/prefix.ts'
import type { Json } from '../json.ts'
import { matchingKey } from '../text.ts'
import { isUuid } from '../uuid.ts'
import { isPurged } from './purged.ts'

/** A key by which an item was known before: on another board, or in the source that it was imported from. */
export interface ItemAlias {
  readonly key: string
  /** When it got another key. */
  readonly at: number
  /** What the source is called that the key is from. */
  readonly source?: string
  /** The board and the row where it was, for an item that was moved. */
  readonly board?: string
  readonly row?: number
  /** Which column went into which when it was moved, by their numbers there and here. */
  readonly columns?: readonly (readonly [from: number, to: number])[]
  /** What it had there and this board has no place for: titles of columns, and texts. */
  readonly left?: readonly (readonly [title: string, text: string])[]
}

/** An item that was moved more often than this is no longer found by its oldest keys. */
const maxAliases = 50

/** A key as people know it is this long at most. */
const maxKeyLength = 100

/** The keys that an item had before, the latest first. */
export function aliasesOf(board: BoardReader, row: number): readonly ItemAlias[] {
  return readAliases(board.system(row, 'aliases'))
}

/** The aliases in the cell of an item. */
export function readAliases(value: Json): readonly ItemAlias[] {
  // @NOTE only `withAlias` and `importedAlias` make such cells, and an archive's are checked.
  return Array.isArray(value) ? (value as unknown as readonly ItemAlias[]) : []
}

/** True for what the cell of an item may hold: for cells from outside. */
export function isAliases(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.length <= maxAliases &&
    value.every((each: unknown) => {
      if (typeof each !== 'object' || each === null) return false
      const { key, at, source, board, row, left, columns } = each as Record<string, unknown>
      const isText = (text: unknown) => text === undefined || typeof text === 'string'
      const isRow = (number: unknown) => Number.isSafeInteger(number) && Number(number) >= 0
      const arePairs = (list: unknown, isEnd: (end: unknown) => boolean) =>
        list === undefined ||
        (Array.isArray(list) &&
          list.every((pair: unknown) => Array.isArray(pair) && pair.length === 2 && pair.every(isEnd)))
      // Whoever asks for an item's past looks at the board that it names.
      const saysPlace =
        isText(source) &&
        (board === undefined || (typeof board === 'string' && isUuid(board))) &&
        (row === undefined || isRow(row))
      return (
        typeof key === 'string' &&
        key.length <= maxKeyLength &&
        Number.isSafeInteger(at) &&
        saysPlace &&
        arePairs(left, (end) => typeof end === 'string') &&
        arePairs(columns, isRow)
      )
    })
  )
}

/** The cell of an item that gets one more alias. */
export function withAlias(aliases: readonly ItemAlias[], alias: ItemAlias): Json {
  return [alias, ...aliases].slice(0, maxAliases) as unknown as Json
}

/** The cell of an item that comes from a source where it had a key. */
export function importedAlias(key: string, from: { readonly at: number; readonly source: string }): Json {
  const alias: ItemAlias = {
    key: key.slice(0, maxKeyLength),
    at: from.at,
    ...(from.source !== '' && { source: from.source }),
  }
  return withAlias([], alias)
}

/** What a key is compared by: `foldKey(' proj-7 ') // 'proj-7'` */
export function foldKey(key: string): string {
  return matchingKey(key)
}

const keyLike = /^(?:[\p{L}\p{N}_./-]{1,80}[-#]|#)\d{1,9}$/u

/** The key that people know in the source key of an imported item, folded; null where that is no key but a place in a file. */
export function keyOfSource(sourceKey: string): string | null {
  const key = sourceKey.slice(sourceKey.indexOf(':') + 1)
  return key.length <= maxKeyLength && keyLike.test(key) ? foldKey(key) : null
}

/** Every folded key by which an item may be found beside its own: those it had on other boards and in its source. */
export function oldKeysOf(aliases: Json, sourceKey: Json): string[] {
  const keys = readAliases(aliases).map(({ key }) => foldKey(key))
  const imported = typeof sourceKey === 'string' ? keyOfSource(sourceKey) : null
  if (imported !== null) keys.push(imported)
  return [...new Set(keys)]
}

/** Whether an item was known by a folded key before. */
export function hadKey(board: BoardReader, row: number, key: string): boolean {
  const aliases = board.system(row, 'aliases')
  const sourceKey = board.system(row, 'sourceKey')
  return (aliases !== null || sourceKey !== null) && oldKeysOf(aliases, sourceKey).includes(key)
}

/**
 * The row of a board that a key names: the item whose own key it is, gone to another board or not, else the one that had it
 * before.
 */
export function rowOfKey(board: BoardReader, key: string): number | undefined {
  const folded = foldKey(key)
  const own = ownRow(board, folded)
  if (own !== undefined) return own
  for (let row = board.rowCount - 1; row >= 0; row--) {
    if (!isPurged(board, row) && board.system(row, 'movedTo') === null && hadKey(board, row, folded)) return row
  }
  return undefined
}

/** The row whose own key this is now. */
function ownRow(board: BoardReader, folded: string): number | undefined {
  const row = Number(folded.slice(folded.lastIndexOf('-') + 1)) - 1
  if (!Number.isSafeInteger(row) || row < 0 || !board.exists(row)) return undefined
  return foldKey(itemKey(String(board.board['prefix'] ?? ''), row)) === folded ? row : undefined
}
