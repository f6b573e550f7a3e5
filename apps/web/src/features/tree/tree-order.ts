import { rankBetween, rankOfId } from '@fulcrum/domain'
import type { TreePlace, TreeThing } from '../../shell/tree-context.tsx'
import type { TreeSection } from './tree-model.ts'

/** What boards and docs stand in: a folder, or a workspace itself. */
export interface Shelf {
  readonly workspaceId: string
  readonly folderId: string | null
  readonly things: readonly TreeThing[]
}

/** Where a board or a doc is put: on a shelf, before something there or at its end. */
export interface Spot {
  readonly workspaceId: string
  readonly folderId: string | null
  readonly before: string | null
}

/** The shelves in the order in which they are drawn. */
export function shelvesOf(sections: readonly TreeSection[]): readonly Shelf[] {
  return sections.flatMap(({ workspace: { id: workspaceId }, lines }) => [
    ...lines.flatMap((line) =>
      line.kind === 'folder' ? [{ workspaceId, folderId: line.folder.id, things: line.things }] : [],
    ),
    { workspaceId, folderId: null, things: lines.filter((line) => line.kind !== 'folder') },
  ])
}

/** The place of a spot; null where the thing stands there already. `fresh` is a new id: at the end it stands as if made now. */
export function placeAt(
  shelves: readonly Shelf[],
  id: string,
  { workspaceId, folderId, before }: Spot,
  { fresh, jitter }: { readonly fresh: string; readonly jitter: number },
): TreePlace | null {
  const shelf = shelves.find((each) => each.workspaceId === workspaceId && each.folderId === folderId)
  if (shelf === undefined || before === id) return null
  const all = shelf.things.map(({ of }) => of)
  const now = all.findIndex((each) => each.id === id)
  if (now >= 0 && (all[now + 1]?.id ?? null) === before) return null
  const beside = all.filter((each) => each.id !== id)
  const at = before === null ? beside.length : beside.findIndex((each) => each.id === before)
  if (at < 0) return null
  const low = beside[at - 1]?.rank ?? null
  // Ranks that two made at once may be equal: then the next one that is not has the last word.
  const high = beside.slice(at).find(({ rank }) => low === null || rank > low)?.rank ?? null
  const newest = rankOfId(fresh)
  const rank = high === null && (low === null || newest > low) ? newest : rankBetween(low, high, jitter)
  return { workspaceId, folderId, rank }
}

/** One step up or down among all that a workspace shows, into and out of its folders; null where there is none. */
export function stepOf(shelves: readonly Shelf[], id: string, by: -1 | 1): Spot | null {
  const at = shelves.findIndex(({ things }) => things.some(({ of }) => of.id === id))
  const shelf = shelves[at]
  if (shelf === undefined) return null
  const { workspaceId, folderId, things } = shelf
  const idAt = (index: number): string | null => things[index]?.of.id ?? null
  const index = things.findIndex(({ of }) => of.id === id)
  if (by === -1 && index > 0) return { workspaceId, folderId, before: idAt(index - 1) }
  if (by === 1 && index < things.length - 1) return { workspaceId, folderId, before: idAt(index + 2) }
  const next = shelves[at + by]
  if (next?.workspaceId !== workspaceId) return null
  return { workspaceId, folderId: next.folderId, before: by === 1 ? (next.things[0]?.of.id ?? null) : null }
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
