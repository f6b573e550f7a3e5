/** What an owner is told of the backups. Times are milliseconds UTC. */
export interface BackupsAnswer {
  /** The folder on the server. */
  readonly folder: string
  /** At which hour of the server's day one is made; null is never. */
  readonly hour: number | null
  readonly keep: number
  readonly lastGoodAt: number | null
  /** Of the newest backup that was restored for trial and found equal, when it was made. */
  readonly provedAt: number | null
  /** Why the last one failed, if it did. */
  readonly problem: string | null
  readonly activity: BackupActivityAnswer | null
  /** Another server beside the same database is at work. */
  readonly elsewhere: boolean
  readonly shelf: readonly BackupEntryAnswer[]
  /** The server's clock. */
  readonly now: number
}

/** What is being done now. */
export interface BackupActivityAnswer {
  readonly kind: 'backup' | 'verify' | 'workspace'
  readonly step: { readonly phase: string; readonly what: string; readonly done: number; readonly total: number } | null
}

/** A backup that lies in the folder. */
export interface BackupEntryAnswer {
  readonly name: string
  readonly createdAt: number
  readonly bytes: number
  readonly rows: number
  readonly verifiedAt: number | null
  readonly problems: readonly string[]
}
