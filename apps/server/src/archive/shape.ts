import type { Cause, Fields, Json, Patch } from '@fulcrum/domain'
import type { archiveFormat } from '@fulcrum/protocol'

export { archiveFormat, archiveVersion } from '@fulcrum/protocol'

/** One part of the archive: a file of JSON lines. */
export interface ArchivePart {
  readonly name: string
  readonly lines: number
  readonly bytes: number
  /** Of the part's bytes, unpacked; hexadecimal. */
  readonly sha256: string
}

/** A file that cells of the archive hold: the part `files/<hash>` is its content. */
export interface ArchiveFile {
  readonly hash: string
  readonly sizeBytes: number
  readonly type: string
}

/** `manifest.json`, the last part: what the archive holds, so that what is missing or was changed is noticed. */
export interface ArchiveManifest {
  readonly format: typeof archiveFormat
  readonly version: number
  readonly exportedAt: string
  readonly workspace: { readonly id: string; readonly name: string }
  readonly boards: readonly { readonly id: string; readonly name: string; readonly items: number }[]
  readonly counts: { readonly [what: string]: number }
  readonly parts: readonly ArchivePart[]
  readonly files: readonly ArchiveFile[]
}

/** A line of `people.ndjson`: somebody whom the archive names. Never an account: no role, no way to sign in. */
export interface ArchivePerson {
  readonly id: string
  readonly name: string
  readonly email: string | null
  readonly colour: string | null
}

/** A line of `workspace.ndjson`, `teams.ndjson` and a board's `records.ndjson`. */
export interface ArchiveRecord {
  readonly table: string
  readonly id: string
  readonly fields: Fields
}

/** A line of a board's `items.ndjson`: what the item is beside its columns, and its cells by the columns' numbers. */
export type ArchiveItem = { readonly row: number; readonly cells: { readonly [column: string]: Json } } & {
  readonly [cell: string]: Json
}

/** A line of a board's `updates.ndjson`, `watchers.ndjson` and `reactions.ndjson`. */
export interface ArchiveUpdate {
  readonly item: string
  readonly id: string
  readonly fields: Fields
}

/** A line of `changes.ndjson` and its like: an entry of a log, in the order of the log. */
export interface ArchiveChange {
  /** The item whose thread it is, in `update-changes.ndjson`. */
  readonly item?: string
  readonly id: string
  readonly at: number
  readonly actor: string | null
  readonly cause: Cause
  readonly command: string
  readonly patches: readonly Patch[]
  readonly inverse: readonly Patch[]
  readonly batch?: string
}

/** What a doc or a version of it says, as Yjs stores it; `names` are the ids that stand in it. */
export interface ArchiveText {
  readonly doc: string
  /** Absent where it is what the doc says now. */
  readonly version?: string
  /** Base64. */
  readonly text: string
  readonly names: readonly string[]
}

/** A line of `docs.ndjson`. */
export type ArchiveDocLine = (ArchiveRecord & { readonly doc: string }) | ArchiveText

export const docsPart = 'docs.ndjson'

/** The parts of an archive that belong to no board, in the order in which they stand. */
export const workspaceParts = ['workspace.ndjson', 'teams.ndjson', 'workspace-changes.ndjson', docsPart] as const

/** Those of an archive of this version: docs are in since version 4. */
export function workspacePartsOf(version: number): readonly string[] {
  return version >= 4 ? workspaceParts : workspaceParts.filter((part) => part !== docsPart)
}

/** The parts of each board. */
export const boardParts = ['records', 'items', 'changes', 'updates', 'update-changes', 'watchers', 'reactions'] as const

export type BoardPart = (typeof boardParts)[number]

/** The parts that say of the items of a board what is beside their messages, by table; archives have them since version 3. */
export const threadParts = { watchers: 'watcher', reactions: 'reaction' } as const satisfies {
  readonly [part in BoardPart]?: string
}

/** The parts that each board of an archive of this version has. */
export function boardPartsOf(version: number): readonly BoardPart[] {
  return version >= 3 ? boardParts : boardParts.filter((part) => !(part in threadParts))
}

/** `boardPart(id, 'items') // 'boards/0190…/items.ndjson'` */
export function boardPart(id: string, part: BoardPart): string {
  return `boards/${id}/${part}.ndjson`
}

/** `filePart('2c26…') // 'files/2c26…'` */
export function filePart(hash: string): string {
  return `files/${hash}`
}

/** True for every name that a part may have. All others, `../x` among them, are refused and never become paths. */
export function isPartName(name: string): boolean {
  return (
    name === 'people.ndjson' ||
    /^files\/[0-9a-f]{64}$/.test(name) ||
    (workspaceParts as readonly string[]).includes(name) ||
    /^boards\/[0-9a-f-]{36}\/(?:records|items|changes|updates|update-changes|watchers|reactions)\.ndjson$/.test(name)
  )
}

/** Ids, wherever they stand in a line. */
export const idPattern = /[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g
