// Does one job of backups that it is sent, and ends. Started by run-job.ts.
import { DomainError } from '@fulcrum/domain'
import os from 'node:os'
import process from 'node:process'
import type { Log } from '../database/database.ts'
import { StartError } from '../operations/start-error.ts'
import type { BackupJob, JobMessage, JobResults } from './job.ts'
import { sizeOf } from './manifest.ts'
import { copyWorkspace } from './copy-workspace.ts'
import { verifyBackup } from './verify.ts'
import { writeBackup, type BackupStep } from './write-backup.ts'

const niceness = 15
const sayEveryMs = 200
const silent: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }
const abort = new AbortController()
const stop = () => abort.abort(new Error('The backup was stopped.'))

os.setPriority(niceness)
process.on('SIGTERM', stop)
// A terminal's Ctrl-C is the server's to hear.
process.on('SIGINT', () => {})
process.on('disconnect', stop)
process.once('message', (job: BackupJob) => {
  void work(job)
    .then(
      (result): JobMessage => ({ t: 'done', result }),
      (error: unknown): JobMessage => ({
        t: 'failed',
        code: error instanceof StartError ? error.code : error instanceof DomainError ? 'backup' : null,
        message: error instanceof Error ? error.message : String(error),
        stack: error instanceof Error ? (error.stack ?? '') : '',
      }),
    )
    .then(say)
    .then(() => {
      if (process.connected) process.disconnect()
    })
})

function say(message: JobMessage): Promise<void> {
  return new Promise((resolve) => {
    if (process.send === undefined || !process.connected) resolve()
    else process.send(message, () => resolve())
  })
}

let saidAt = 0
function progress(step: BackupStep): void {
  if (performance.now() - saidAt < sayEveryMs) return
  saidAt = performance.now()
  void say({ t: 'step', step })
}

async function work(job: BackupJob): Promise<JobResults[BackupJob['kind']]> {
  const options = { progress, signal: abort.signal }
  switch (job.kind) {
    case 'backup': {
      const { dir, manifest } = await writeBackup({
        ...job,
        ...options,
        now: new Date(),
        ...(job.embedded && { onBackend: makeNice }),
      })
      const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
      return { dir, createdAt: manifest.createdAt, bytes: sizeOf(manifest).stored, rows }
    }
    case 'verify': {
      const { problems, manifest } = await verifyBackup({ ...job, ...options, log: silent, now: () => new Date() })
      return { problems, createdAt: manifest?.createdAt ?? null }
    }
    case 'workspace':
      return copyWorkspace({ ...job, ...options, log: silent })
  }
}

/** The process of PostgreSQL that reads for us waits behind those that write for people. */
function makeNice(pid: number): void {
  try {
    os.setPriority(pid, niceness)
  } catch {
    // Where the system does not let us, it competes like any other.
  }
}
