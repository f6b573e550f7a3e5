import type { BackupsAnswer } from '@fulcrum/protocol'
import { t } from '@fulcrum/ui/messages'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** An age as people say it: `3 hours ago`. */
export function sayAge(ms: number): string {
  if (ms < 2 * MINUTE_MS) return t('just now')
  if (ms < 2 * HOUR_MS) return t('{minutes} minutes ago', { minutes: Math.round(ms / MINUTE_MS) })
  if (ms < 48 * HOUR_MS) return t('{hours} hours ago', { hours: Math.round(ms / HOUR_MS) })
  return t('{days} days ago', { days: Math.round(ms / (24 * HOUR_MS)) })
}

/** A size as people read it. */
export function saySize(bytes: number): string {
  if (bytes < 1e6) return t('{size} kB', { size: Math.max(1, Math.round(bytes / 1e3)) })
  return bytes < 1e9
    ? t('{size} MB', { size: (bytes / 1e6).toFixed(1) })
    : t('{size} GB', { size: (bytes / 1e9).toFixed(2) })
}

/** When backups are made, and how many are kept. */
export function saySchedule({ hour, keep }: Pick<BackupsAnswer, 'hour' | 'keep'>): string {
  const kept = t('{keep, plural, one {the newest is kept} other {the newest # are kept}}', { keep })
  if (hour === null) return t('None is made by itself (FULCRUM_BACKUP_HOUR is off); {kept}.', { kept })
  return t('One is made each day at {padStart}:00 of the server’s clock; {kept}.', {
    padStart: String(hour).padStart(2, '0'),
    kept,
  })
}

const PHASES: Readonly<Record<string, string>> = {
  tables: t('Writing'),
  files: t('Writing the files'),
  checking: t('Checking what was written'),
  loading: t('Restoring for trial'),
  comparing: t('Comparing'),
}

/** What is being done: `Restoring for trial: 12 of 34`. */
export function sayActivity({ activity, elsewhere }: Pick<BackupsAnswer, 'activity' | 'elsewhere'>): string {
  if (activity === null) return elsewhere ? t('Another server is at work on a backup.') : t('Beginning')
  const { step, kind } = activity
  if (step === null) return kind === 'backup' ? t('Beginning') : t('Beginning to check')
  return t('{pHASES}: {count} of {total}', {
    pHASES: PHASES[step.phase] ?? t('Working'),
    count: Math.min(step.done + 1, step.total),
    total: step.total,
  })
}
