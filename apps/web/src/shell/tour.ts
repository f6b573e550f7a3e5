import { useSyncExternalStore } from 'react'

/** Where somebody is in their first steps. `board` is the one that they began with. */
export interface TourState {
  readonly step: 'board' | 'item' | 'done'
  readonly board?: string
}

const listeners = new Set<() => void>()
const keyOf = (member: string): string => `fulcrum.tour.${member}`
/** What was set where the browser keeps nothing. */
const unkept = new Map<string, string>()

function textOf(member: string): string | null {
  try {
    return localStorage.getItem(keyOf(member))
  } catch {
    return unkept.get(member) ?? null
  }
}

/** Puts a member somewhere in the first steps; null ends them. This browser remembers it. */
export function setTour(member: string, state: TourState | null): void {
  const text = JSON.stringify(state)
  try {
    if (state === null) localStorage.removeItem(keyOf(member))
    else localStorage.setItem(keyOf(member), text)
  } catch {
    unkept.set(member, text)
  }
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Where a member is in the first steps; null where they are not on the way. */
export function useTour(member: string): TourState | null {
  const text = useSyncExternalStore(subscribe, () => textOf(member))
  // @NOTE `setTour` writes it.
  return text === null ? null : (JSON.parse(text) as TourState | null)
}
