// Archives of workspaces over HTTP, for those who manage the account:
//
//   GET    /archives/of/:workspace   the archive, as it is written: the boards that one sees all of, with their history
//   POST   /archives?name=FILE       the raw bytes as the body; answers an ArchiveStatus and goes on by itself
//   GET    /archives/:id             ArchiveStatus: ask while its state is `running`
//   DELETE /archives/:id             stops it; nothing is left of what it wrote

/** What the manifest of an archive says it is. */
export const archiveFormat = 'fulcrum.archive'

/** Raised when a reader of the older shape would lose something; an archive of a newer one is refused. */
export const archiveVersion = 4

/** What came of an archive that was taken in. */
export interface ArchiveTaken {
  readonly workspace: string
  readonly name: string
  readonly boards: number
  readonly items: number
  readonly updates: number
  readonly changes: number
  readonly people: { readonly known: number; readonly placeholders: number }
  /** False where ids were taken here: then all of the archive got others. */
  readonly keptIds: boolean
}

/** How far an archive on its way in is. */
export interface ArchiveStatus {
  readonly id: string
  readonly state: 'running' | 'done' | 'failed'
  /** `checking`, then `writing`. */
  readonly phase: string
  readonly done: number
  readonly total: number
  readonly taken: ArchiveTaken | null
  readonly error: { readonly code: string; readonly message: string } | null
}
