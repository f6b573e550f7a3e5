import type { ImportPreview, ImportTarget } from '@fulcrum/protocol'

/** Where the items go, as the person has it now. */
export interface TargetChoice {
  /** A board that exists; null makes a new one. */
  readonly board: string | null
  readonly workspace: string | null
  readonly name: string
}

/** A board that this source filled before is updated; anything else becomes a new board. */
export function initialTarget(preview: ImportPreview, workspace: string | null): TargetChoice {
  return { board: preview.knownBoards[0]?.board ?? null, workspace, name: preview.suggestedName }
}

/** Whether enough is said to start. */
export function isTargetGood({ board, name }: TargetChoice): boolean {
  return board !== null || name.trim() !== ''
}

/** The target as it is sent; `makeWorkspace` makes a first workspace where there is none yet. */
export async function toTarget(target: TargetChoice, makeWorkspace: () => Promise<string>): Promise<ImportTarget> {
  const { board, workspace, name } = target
  // @NOTE ids come from the server and from records; the server parses them again.
  return (
    board === null ? { workspace: workspace ?? (await makeWorkspace()), name: name.trim() } : { board }
  ) as ImportTarget
}
