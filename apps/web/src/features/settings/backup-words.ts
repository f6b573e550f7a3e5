import type { BackupsAnswer } from '@fulcrum/protocol'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** An age as people say it: `3 hours ago`. */
export function sayAge(ms: number): string {
  if (ms < 2 * MINUTE_MS) return 'just now'
  if (ms < 2 * HOUR_MS) return `${Math.round(ms / MINUTE_MS)} minutes ago`
  if (ms < 48 * HOUR_MS) return `${Math.round(ms / HOUR_MS)} hours ago`
  return `${Math.round(ms / (24 * HOUR_MS))} days ago`
}

/** A size as people read it. */
export function saySize(bytes: number): string {
  if (bytes < 1e6) return `${Math.max(1, Math.round(bytes / 1e3))} kB`
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(2)} GB`
}

/** When backups are made, and how many are kept. */
export function saySchedule({ hour, keep }: Pick<BackupsAnswer, 'hour' | 'keep'>): string {
  const kept = keep === 1 ? 'the newest is kept' : `the newest ${keep} are kept`
  if (hour === null) return `None is made by itself (FULCRUM_BACKUP_HOUR is off); ${kept}.`
  return `One is made each day at ${String(hour).padStart(2, '0')}:00 of the server’s clock; ${kept}.`
}

const PHASES: Readonly<Record<string, string>> = {
  tables: 'Writing',
  files: 'Writing the files',
  checking: 'Checking what was written',
  loading: 'Restoring for trial',
  comparing: 'Comparing',
}

/** What is being done: `Restoring for trial: 12 of 34`. */
export function sayActivity({ activity, elsewhere }: Pick<BackupsAnswer, 'activity' | 'elsewhere'>): string {
  if (activity === null) return elsewhere ? 'Another server is at work on a backup.' : 'Beginning'
  const { step, kind } = activity
  if (step === null) return kind === 'backup' ? 'Beginning' : 'Beginning to check'
  return `${PHASES[step.phase] ?? 'Working'}: ${Math.min(step.done + 1, step.total)} of ${step.total}`
}
