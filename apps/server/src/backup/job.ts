import type { FilePlace } from '../files/file-place.ts'
import type { BackupStep } from './write-backup.ts'

/** What a process of its own is asked to do; see job-process.ts. */
export type BackupJob =
  | (FilePlace & {
      readonly kind: 'backup'
      readonly databaseUrl: string
      readonly dataDir: string
      readonly into: string
      /** PostgreSQL runs on this machine, as this user. */
      readonly embedded: boolean
    })
  | { readonly kind: 'verify'; readonly dir: string; readonly near: string }
  | WorkspaceJob

/** Taking one workspace out of a backup into the database that runs. */
export interface WorkspaceJob extends FilePlace {
  readonly kind: 'workspace'
  readonly databaseUrl: string
  readonly dir: string
  readonly dataDir: string
  readonly workspace: string
  readonly accountId: string
  readonly newWorkspace: string
}

/** What it is answered, by kind. */
export interface JobResults {
  readonly backup: { readonly dir: string; readonly createdAt: string; readonly bytes: number; readonly rows: number }
  readonly verify: { readonly problems: readonly string[]; readonly createdAt: string | null }
  readonly workspace: {
    readonly name: string
    readonly createdAt: string
    readonly boards: number
    readonly items: number
    readonly folders: readonly { readonly id: string; readonly parentId: string | null; readonly name: string }[]
    readonly boardIds: readonly string[]
    readonly docIds: readonly string[]
  }
}

/** What a process says of its job. */
export type JobMessage =
  | { readonly t: 'step'; readonly step: BackupStep }
  | { readonly t: 'done'; readonly result: unknown }
  | { readonly t: 'failed'; readonly code: string | null; readonly message: string; readonly stack: string }
