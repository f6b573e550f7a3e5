const retryMs = 60 * 60 * 1_000

export interface DueQuestion {
  readonly now: Date
  /** The hour of the day, in the server's time zone. */
  readonly hour: number
  readonly lastGoodAt: number | null
  readonly lastTriedAt: number | null
}

/**
 * Whether the daily backup is to be made now: none that succeeded began since the last time the hour struck, and the last try is an
 * hour ago. A server that slept through its hour makes it up.
 */
export function isBackupDue({ now, hour, lastGoodAt, lastTriedAt }: DueQuestion): boolean {
  const struck = lastStroke(now, hour).getTime()
  if (lastGoodAt !== null && lastGoodAt >= struck) return false
  return lastTriedAt === null || lastTriedAt < struck || now.getTime() - lastTriedAt >= retryMs
}

/** When an hour struck last, at the server's clock on the wall. */
export function lastStroke(now: Date, hour: number): Date {
  const today = new Date(now.getFullYear(), now.getMonth(), now.getDate(), hour)
  return today <= now ? today : new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1, hour)
}
