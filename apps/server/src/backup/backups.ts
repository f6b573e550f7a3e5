import { DomainError, scopeOf, uuidV7 } from '@fulcrum/domain'
import type { Principal } from '@fulcrum/domain'
import type pg from 'pg'
import type { Recorder } from '../auth/audit.ts'
import { repeat } from '../repeat.ts'
import type { FilePlace } from '../files/file-place.ts'
import type { Log } from '../database/database.ts'
import type { SyncNode } from '../node.ts'
import { StartError } from '../operations/start-error.ts'
import type { BackupJob, JobResults } from './job.ts'
import { runJob } from './run-job.ts'
import { beginRun, endRun, isBackupUnderWay, summarizeRuns, takeBackupLock } from './runs.ts'
import type { RunCause, RunKind, RunSummary } from './runs.ts'
import { isBackupDue } from './schedule.ts'
import { clearLeftovers, listShelf, pruneShelf, type ShelfEntry } from './shelf.ts'
import type { BackupStep } from './write-backup.ts'

export interface BackupsOptions extends FilePlace {
  readonly node: SyncNode
  readonly pool: pg.Pool
  readonly databaseUrl: string
  readonly embedded: boolean
  readonly dataDir: string
  /** Where backups lie, of which the newest are kept; and at which hour one is made, or never. */
  readonly folder: string
  readonly keep: number
  readonly hour: number | null
  readonly log: Log
  readonly record: Recorder
  readonly now: () => Date
  /** How often it is asked whether one is due, and after how long first. */
  readonly everyMs?: number
  readonly firstMs?: number
}

/** What is being done on this node. */
export interface BackupActivity {
  readonly kind: RunKind | 'workspace'
  readonly step: BackupStep | null
}

export interface BackupsStatus extends RunSummary {
  readonly folder: string
  readonly hour: number | null
  readonly keep: number
  readonly activity: BackupActivity | null
  /** Another node is at work. */
  readonly elsewhere: boolean
  readonly shelf: readonly ShelfEntry[]
}

export type BackupMade = JobResults['backup']
export type WorkspaceRestored = {
  readonly name: string
  readonly id: string
  readonly boards: number
  readonly items: number
  readonly createdAt: string
}

const dayMinutes = 24 * 60
const system: Principal = { kind: 'system', memberId: null }

/**
 * The backups of a running server: made each day and on request, by one node of several, one at a time; each that is made for the
 * folder of backups is restored into a scratch database at once, which proves it. The work is done in processes of their own.
 */
export class Backups {
  private readonly options: BackupsOptions
  private readonly abort = new AbortController()
  private readonly schedule: { stop(): void }
  private activity: BackupActivity | null = null
  private working: Promise<unknown> = Promise.resolve()
  private listeners = new Set<(step: BackupStep) => void>()

  constructor(options: BackupsOptions) {
    this.options = options
    const { everyMs = (dayMinutes / 288) * 60_000, log } = options
    this.schedule = repeat(
      everyMs,
      () => this.makeIfDue(),
      (error) => log.error({ err: error }, 'no daily backup was made; it is tried again in an hour'),
    )
  }

  async status(): Promise<BackupsStatus> {
    const { pool, folder, hour, keep } = this.options
    const [runs, underWay, shelf] = await Promise.all([summarizeRuns(pool), isBackupUnderWay(pool), listShelf(folder)])
    const { activity } = this
    return { ...runs, folder, hour, keep, activity, elsewhere: underWay && activity === null, shelf }
  }

  /** Makes a backup and proves it; begins at once or refuses, and is done when the answer's promise is. */
  async make(cause: RunCause): Promise<{ readonly done: Promise<BackupMade> }> {
    const { folder, keep } = this.options
    return this.alone(async () => {
      await clearLeftovers(folder)
      const made = await this.write(cause, folder)
      const [problem] = await this.prove(cause, made.dir)
      if (problem !== undefined) throw new StartError('backup', `The new backup cannot be counted on: ${problem}`)
      await pruneShelf(folder, keep)
      return made
    })
  }

  /** Makes a backup somewhere else, which is the operator's to keep. */
  async makeIn(into: string, progress: (step: BackupStep) => void): Promise<BackupMade> {
    return this.heard(progress, () => this.alone(() => this.write('operator', into)))
  }

  /** Makes one in the folder of backups and tells how far it is. */
  async makeHeard(progress: (step: BackupStep) => void): Promise<BackupMade> {
    return this.heard(progress, () => this.make('operator'))
  }

  /** Restores a backup into a scratch database and compares; gives what is wrong with it. */
  async verify(dir: string, progress: (step: BackupStep) => void): Promise<readonly string[]> {
    return this.heard(progress, () => this.alone(() => this.prove('operator', dir)))
  }

  /** Takes one workspace out of a backup, as a copy beside the present one or in its place. */
  async restoreWorkspace(
    { dir, workspace, inPlace }: { readonly dir: string; readonly workspace: string; readonly inPlace: boolean },
    progress: (step: BackupStep) => void,
  ): Promise<WorkspaceRestored> {
    return this.heard(progress, () => this.alone(() => this.takeWorkspace({ dir, workspace, inPlace })))
  }

  async stop(): Promise<void> {
    this.schedule.stop()
    this.abort.abort(new Error('Fulcrum is stopping.'))
    await this.working.catch(() => {})
  }

  private async makeIfDue(): Promise<void> {
    const { pool, hour, now, log } = this.options
    if (hour === null) return
    const due = async () => isBackupDue({ now: now(), hour, ...(await summarizeRuns(pool)) })
    if (!(await due())) return
    try {
      const { done } = await this.make('daily')
      const { dir, bytes, rows } = await done
      log.info({ dir, bytes, rows }, 'made and proved the daily backup')
    } catch (error) {
      if (error instanceof DomainError && error.code === 'conflict') return
      throw error
    }
  }

  private async write(cause: RunCause, into: string): Promise<BackupMade> {
    const { databaseUrl, dataDir, filesDir, filesS3, embedded } = this.options
    return this.recorded('backup', cause, async () => {
      const made = await this.job({ kind: 'backup', databaseUrl, dataDir, filesDir, filesS3, into, embedded })
      return { value: made, path: made.dir, bytes: made.bytes, proved: null, problem: null }
    })
  }

  private async prove(cause: RunCause, dir: string): Promise<readonly string[]> {
    return this.recorded('verify', cause, async () => {
      const { problems, createdAt } = await this.job({ kind: 'verify', dir, near: this.options.dataDir })
      const problem = problems.length === 0 ? null : problems.join('\n')
      if (problem !== null) this.options.log.error({ dir, problems }, 'a backup is damaged')
      return { value: problems, path: dir, bytes: null, proved: problem === null ? createdAt : null, problem }
    })
  }

  private async takeWorkspace({
    dir,
    workspace,
    inPlace,
  }: {
    dir: string
    workspace: string
    inPlace: boolean
  }): Promise<WorkspaceRestored> {
    const { node, databaseUrl, dataDir, filesDir, filesS3 } = this.options
    const id = newId()
    this.activity = { kind: 'workspace', step: null }
    const { accountId } = node.store
    const copied = await this.job({
      kind: 'workspace',
      databaseUrl,
      dir,
      dataDir,
      filesDir,
      filesS3,
      workspace,
      accountId,
      newWorkspace: id,
    })
    const account = (await node.store.get(scopeOf('account', accountId))).state
    const present = [...account.records('workspace')].find(
      ([, { name, deletedAt }]) => name === copied.name && deletedAt === undefined,
    )
    const isReplaced = inPlace && present !== undefined
    const name = isReplaced ? copied.name : `${copied.name} (${copied.createdAt.slice(0, 10)})`.slice(0, 255)
    const answer = await node.executor.run(
      { principal: () => system, cause: { kind: 'system', reason: 'by restoring a backup' } },
      'workspace.restore',
      1,
      {
        id,
        name: present === undefined ? copied.name : name,
        folders: copied.folders,
        boards: copied.boardIds,
        docs: copied.docIds,
        replaces: isReplaced ? present[0] : null,
      },
    )
    if (!answer.ok) throw new DomainError(answer.code, answer.message)
    return {
      id,
      name: present === undefined ? copied.name : name,
      boards: copied.boards,
      items: copied.items,
      createdAt: copied.createdAt,
    }
  }

  private job<J extends BackupJob>(job: J): Promise<JobResults[J['kind']]> {
    return runJob(job, {
      signal: this.abort.signal,
      progress: (step) => {
        if (this.activity) this.activity = { ...this.activity, step }
        for (const listener of this.listeners) listener(step)
      },
    })
  }

  private async recorded<T>(
    kind: RunKind,
    cause: RunCause,
    work: () => Promise<{
      value: T
      path: string
      bytes: number | null
      proved: string | null
      problem: string | null
    }>,
  ): Promise<T> {
    const { pool, record } = this.options
    const id = newId()
    this.activity = { kind, step: null }
    await beginRun(pool, id, { kind, cause })
    try {
      const { value, ...end } = await work()
      await endRun(pool, id, end)
      const event = kind === 'backup' ? 'backup.made' : 'backup.verified'
      await record({ event, subject: end.path, details: { cause, isGood: end.problem === null } })
      return value
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error)
      // Where we are stopping the next one to begin writes down that this one was cut.
      if (!this.abort.signal.aborted) await endRun(pool, id, { path: null, bytes: null, proved: null, problem })
      throw error
    }
  }

  /** Works while no other node, and nobody else here, does. */
  private async alone<T>(work: () => Promise<T>): Promise<{ readonly done: Promise<T> }> {
    if (this.abort.signal.aborted) throw new DomainError('unavailable', 'Fulcrum is stopping.')
    const lock = await takeBackupLock(this.options.databaseUrl)
    if (lock === undefined) {
      throw new DomainError('conflict', 'A backup is being made, checked or restored already. Wait until it is done.')
    }
    const done = work()
      .catch((error: unknown) => {
        // What a person can mend is said as it is; anything else is a bug of ours.
        throw error instanceof StartError ? new DomainError('unavailable', error.message) : error
      })
      .finally(async () => {
        this.activity = null
        await lock.release()
      })
    this.working = done
    done.catch(() => {})
    return { done }
  }

  private async heard<T>(
    progress: (step: BackupStep) => void,
    begin: () => Promise<{ readonly done: Promise<T> }>,
  ): Promise<T> {
    const { done } = await begin()
    this.listeners.add(progress)
    try {
      return await done
    } finally {
      this.listeners.delete(progress)
    }
  }
}

function newId(): string {
  return uuidV7(Date.now(), (bytes) => crypto.getRandomValues(bytes))
}
