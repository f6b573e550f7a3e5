import { useEffect, useState } from 'react'
import type { BoardRecords } from './model/records.ts'

/** What this browser has kept of a board may be of yesterday: until the server has had its say, the board may turn to another view. */
const SETTLED_MS = 2_000

/**
 * The view with which the board has opened, where its address names none. It stays while it is looked at, whatever is chosen or put
 * first meanwhile, unless it is gone.
 */
export function useOpening(records: Pick<BoardRecords, 'views' | 'opening'>, isUnnamed: boolean): string | null {
  const { here } = records.opening
  const [kept, keep] = useState<string | null>(null)
  if (!isUnnamed && kept !== null) keep(null)
  useEffect(() => {
    if (!isUnnamed || kept !== null) return undefined
    const timer = setTimeout(() => keep(here), SETTLED_MS)
    return () => clearTimeout(timer)
  }, [isUnnamed, here, kept])
  return records.views.some(({ id }) => id === kept) ? kept : here
}
