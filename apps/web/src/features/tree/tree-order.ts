import { rankBetween, rankOfId } from '@fulcrum/domain'
import type { TreeBoard } from '@fulcrum/protocol'
import type { TreePlace } from '../../shell/tree-context.tsx'
import type { TreeSection } from './tree-model.ts'

/** What boards stand in: a folder, or a workspace itself. */
export interface Shelf {
  readonly workspaceId: string
  readonly folderId: string | null
  readonly boards: readonly TreeBoard[]
}

/** Where a board is put: on a shelf, before one of its boards or at its end. */
export interface Spot {
  readonly workspaceId: string
  readonly folderId: string | null
  readonly before: string | null
}

/** The shelves in the order in which they are drawn. */
export function shelvesOf(sections: readonly TreeSection[]): readonly Shelf[] {
  return sections.flatMap(({ workspace: { id: workspaceId }, lines }) => [
    ...lines.flatMap((line) =>
      line.kind === 'folder' ? [{ workspaceId, folderId: line.folder.id, boards: line.boards }] : [],
    ),
    { workspaceId, folderId: null, boards: lines.flatMap((line) => (line.kind === 'board' ? [line.board] : [])) },
  ])
}

/** The place of a spot; null where the board stands there already. `fresh` is a new id: at the end a board stands as if made now. */
export function placeAt(
  shelves: readonly Shelf[],
  boardId: string,
  { workspaceId, folderId, before }: Spot,
  { fresh, jitter }: { readonly fresh: string; readonly jitter: number },
): TreePlace | null {
  const shelf = shelves.find((each) => each.workspaceId === workspaceId && each.folderId === folderId)
  if (shelf === undefined || before === boardId) return null
  const now = shelf.boards.findIndex(({ id }) => id === boardId)
  if (now >= 0 && (shelf.boards[now + 1]?.id ?? null) === before) return null
  const beside = shelf.boards.filter(({ id }) => id !== boardId)
  const at = before === null ? beside.length : beside.findIndex(({ id }) => id === before)
  if (at < 0) return null
  const low = beside[at - 1]?.rank ?? null
  // Ranks that two made at once may be equal: then the next one that is not has the last word.
  const high = beside.slice(at).find(({ rank }) => low === null || rank > low)?.rank ?? null
  const newest = rankOfId(fresh)
  const rank = high === null && (low === null || newest > low) ? newest : rankBetween(low, high, jitter)
  return { workspaceId, folderId, rank }
}

/** One step up or down among all that a workspace shows, into and out of its folders; null where there is none. */
export function stepOf(shelves: readonly Shelf[], boardId: string, by: -1 | 1): Spot | null {
  const at = shelves.findIndex(({ boards }) => boards.some(({ id }) => id === boardId))
  const shelf = shelves[at]
  if (shelf === undefined) return null
  const { workspaceId, folderId, boards } = shelf
  const index = boards.findIndex(({ id }) => id === boardId)
  if (by === -1 && index > 0) return { workspaceId, folderId, before: boards[index - 1]?.id ?? null }
  if (by === 1 && index < boards.length - 1) return { workspaceId, folderId, before: boards[index + 2]?.id ?? null }
  const next = shelves[at + by]
  if (next?.workspaceId !== workspaceId) return null
  return { workspaceId, folderId: next.folderId, before: by === 1 ? (next.boards[0]?.id ?? null) : null }
}

/** Behind which folder one stands, and behind which it would after a step; null where there is no step. */
export function folderStep(
  sections: readonly TreeSection[],
  folderId: string,
  by: -1 | 1,
): { readonly from: string | null; readonly to: string | null } | null {
  const folders = foldersBeside(sections, folderId)
  const at = folders.indexOf(folderId)
  if (at + by < 0 || at + by >= folders.length) return null
  return { from: folders[at - 1] ?? null, to: folders[by === 1 ? at + 1 : at - 2] ?? null }
}

/** The folders of the workspace that a folder stands in, in their order. */
export function foldersBeside(sections: readonly TreeSection[], folderId: string): readonly string[] {
  const all = sections.map(({ lines }) => lines.flatMap((line) => (line.kind === 'folder' ? [line.folder.id] : [])))
  return all.find((ids) => ids.includes(folderId)) ?? []
}
