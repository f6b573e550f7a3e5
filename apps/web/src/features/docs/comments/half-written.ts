import type { Named } from './comment-words.ts'

/** What somebody has typed, and who was chosen behind `@`, in the order in which they are named. */
export interface Typed {
  readonly typed: string
  readonly chosen: readonly Named[]
}

/** What is half written of each comment, under a name of its own: it stays when its field is shut. */
export function createHalfWritten() {
  const kept = new Map<string, Typed>()
  const listeners = new Set<() => void>()
  function keep(name: string, typed: Typed | null): void {
    if (typed === null) kept.delete(name)
    else kept.set(name, typed)
    for (const listener of listeners) listener()
  }
  return {
    get: (name: string): Typed | undefined => kept.get(name),
    /** Keeps what is typed; null forgets it. */
    keep,
    /** Keeps what was refused, before what was typed since then. */
    keepRefused: (name: string, refused: Typed): void => {
      const since = kept.get(name)
      const both = since && {
        typed: `${refused.typed}\n${since.typed}`,
        chosen: [...refused.chosen, ...since.chosen],
      }
      keep(name, both ?? refused)
    },
    subscribe: (listener: () => void): (() => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

export type HalfWritten = ReturnType<typeof createHalfWritten>
