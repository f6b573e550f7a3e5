import type { ActivityEntry } from '@fulcrum/protocol'

/** A page of what happened to an item, the latest first, and where the next one begins; null where there is none. */
export interface ActivityPage {
  readonly entries: readonly ActivityEntry[]
  readonly next: string | null
}

/** What is shown, with the latest page as it is now. Where too much happened since for them to meet, it begins anew. */
export function withLatest(shown: ActivityPage | null, latest: ActivityPage): ActivityPage {
  if (shown === null || latest.next === null) return latest
  const keys = new Set(latest.entries.map(activityKey))
  const rest = shown.entries.filter((entry) => !keys.has(activityKey(entry)))
  const meets = rest.length < shown.entries.length
  // What is shown reaches no further back than the page itself.
  if (!meets || rest.every((entry) => isLater(entry, latest.entries.at(-1)))) return latest
  return { entries: [...latest.entries, ...rest].sort(latestFirst), next: shown.next }
}

/** What is shown, with the page before it. */
export function withEarlier(shown: ActivityPage, earlier: ActivityPage): ActivityPage {
  const keys = new Set(shown.entries.map(activityKey))
  const entries = [...shown.entries, ...earlier.entries.filter((entry) => !keys.has(activityKey(entry)))]
  return { entries: entries.sort(latestFirst), next: earlier.next }
}

/** What an entry is told from others by. */
export function activityKey({ scope, version }: Pick<ActivityEntry, 'scope' | 'version'>): string {
  return `${scope} ${version}`
}

type Moment = Pick<ActivityEntry, 'at' | 'version'>

function latestFirst(left: Moment, right: Moment): number {
  return right.at - left.at || right.version - left.version
}

function isLater(entry: Moment, than: Moment | undefined): boolean {
  return than !== undefined && latestFirst(entry, than) < 0
}
