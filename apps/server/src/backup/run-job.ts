import { fork } from 'node:child_process'
import path from 'node:path'
import { StartError, type StartErrorCode } from '../operations/start-error.ts'
import type { BackupJob, JobMessage, JobResults } from './job.ts'
import type { BackupStep } from './write-backup.ts'

const endPatienceMs = 10_000

export interface JobOptions {
  readonly progress: (step: BackupStep) => void
  readonly signal: AbortSignal
}

/**
 * Does a job in a process of its own with a low priority: reading, hashing and compressing a whole database must neither hold up
 * the event loop on which edits run, nor take memory or a crash into it. It ends when it is aborted, or when we end.
 */
export function runJob<J extends BackupJob>(job: J, { progress, signal }: JobOptions): Promise<JobResults[J['kind']]> {
  return new Promise((resolve, reject) => {
    const child = fork(path.join(import.meta.dirname, 'job-process.ts'), {
      execArgv: ['--disable-warning=ExperimentalWarning'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      detached: true,
    })
    let settled = false
    let force: NodeJS.Timeout | undefined
    const stop = () => {
      child.kill('SIGTERM')
      force = setTimeout(() => child.kill('SIGKILL'), endPatienceMs)
    }
    const settle = (then: () => void) => {
      if (settled) return
      settled = true
      then()
    }
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
    child.on('message', (message: JobMessage) => {
      if (message.t === 'step') progress(message.step)
      // @NOTE the process answers the job it was given, by its kind.
      else if (message.t === 'done') settle(() => resolve(message.result as JobResults[J['kind']]))
      else settle(() => reject(errorOf(message)))
    })
    child.once('error', (error) => settle(() => reject(error)))
    child.once('exit', (code, ended) => {
      signal.removeEventListener('abort', stop)
      clearTimeout(force)
      settle(() =>
        reject(new Error(`The process that worked on the backup ended before it was done (${ended ?? code}).`)),
      )
    })
    child.send(job)
  })
}

function errorOf({ code, message, stack }: Extract<JobMessage, { t: 'failed' }>): Error {
  // @NOTE the process is of this same code and sends the code of a StartError, or none.
  if (code !== null) return new StartError(code as StartErrorCode, message)
  return Object.assign(new Error(message), { stack })
}
