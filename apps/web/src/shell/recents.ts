import { useSyncExternalStore } from 'react'
import { keptRecentPrefix } from './kept.ts'
import { useClient } from './world.tsx'

/** A board or an item that this person opened in this browser. */
export interface RecentBoard {
  readonly board: string
  readonly doc?: undefined
  /** Of an item its row, its key and its title as they were. */
  readonly item?: { readonly row: number; readonly key: string; readonly title: string }
}

/** A doc that this person opened in this browser. */
interface RecentDoc {
  readonly doc: string
}

export type Recent = RecentBoard | RecentDoc

const MOST = 24
const none: readonly Recent[] = []
const listeners = new Set<() => void>()
let read: { readonly key: string; readonly text: string | null; readonly list: readonly Recent[] } | null = null

/** What this person opened last in this browser, the latest first. */
export function useRecents(): readonly Recent[] {
  const { memberId } = useClient()
  return useSyncExternalStore(subscribe, () => recentsOf(memberId))
}

/** The boards among these, and the items on them. */
export function boardsAmong(recents: readonly Recent[]): readonly RecentBoard[] {
  return recents.filter((recent) => recent.doc === undefined)
}

/** Puts what is open now before all others. */
export function noteRecent(memberId: string, recent: Recent): void {
  const before = recentsOf(memberId)
  const [first] = before
  if (first !== undefined && JSON.stringify(first) === JSON.stringify(recent)) return
  const others = before.filter((each) => placeOf(each) !== placeOf(recent))
  try {
    localStorage.setItem(keptRecentPrefix + memberId, JSON.stringify([recent, ...others].slice(0, MOST)))
  } catch {
    // Storage is full or forbidden: nothing depends on it.
  }
  for (const listener of listeners) listener()
}

/** What it is, whatever it was called then. */
function placeOf(recent: Recent): string {
  return recent.doc ?? `${recent.board} ${recent.item?.row ?? ''}`
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  // Another tab of the same person.
  window.addEventListener('storage', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('storage', listener)
  }
}

function recentsOf(memberId: string): readonly Recent[] {
  const key = keptRecentPrefix + memberId
  const text = localStorage.getItem(key)
  if (read?.key !== key || read.text !== text) read = { key, text, list: parsed(text) }
  return read.list
}

function parsed(text: string | null): readonly Recent[] {
  try {
    const list: unknown = JSON.parse(text ?? '[]')
    // @NOTE the key is written above and nowhere else.
    return Array.isArray(list) ? (list as Recent[]) : none
  } catch {
    return none
  }
}
