import type { Client } from '@fulcrum/client'
import type { Answer } from '@fulcrum/protocol'
import type { Work } from '../../../shell/take-back.ts'
import type { Runner, Step } from './runner.ts'

/** Something that takes a while: what it is, how much of it is done, and the way to give it up. */
export interface LargeWork {
  readonly title: string
  /** 0 to 1. */
  readonly share: () => number
  readonly subscribe: (listener: () => void) => () => void
  readonly cancel: () => void
}

/** The side of it that does the work. */
export interface OwnWork extends LargeWork {
  readonly isCancelled: () => boolean
  readonly move: (share: number) => void
}

/** Begins one. `onCancel` is called at once when somebody gives it up. */
export function largeWork(title: string, onCancel: () => void): OwnWork {
  const listeners = new Set<() => void>()
  let share = 0
  let cancelled = false
  return {
    title,
    share: () => share,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    cancel: () => {
      if (cancelled) return
      cancelled = true
      onCancel()
    },
    isCancelled: () => cancelled,
    move: (to) => {
      share = to
      for (const listener of listeners) listener()
    },
  }
}

/** What came of parts that were run in turn. */
export interface DoneInTurn {
  readonly work: Work
  /** The answers of each part that was begun; all parts were, unless somebody gave it up. */
  readonly begun: readonly (readonly Promise<Answer>[])[]
}

/**
 * Runs parts as one piece of work, each when the one before has its answer: then no answer is waited for by many, which would all
 * have to be run again at each. The steps of a part are made when its turn comes, of what is there then. Without a connection
 * they go one after another, with a breath between for the page. Whoever wants to leave the page meanwhile is asked.
 */
export async function runInTurn(
  client: Client,
  runner: Runner,
  parts: readonly (() => readonly Step[])[],
  onBegun: (count: number) => boolean,
): Promise<DoneInTurn> {
  const batch = client.newId()
  const begun: (readonly Promise<Answer>[])[] = []
  addEventListener('beforeunload', holdBack)
  try {
    for (const stepsOf of parts) {
      if (!onBegun(begun.length)) break
      const steps = stepsOf()
      const answers = steps.length === 0 ? [] : runner.all(steps, batch).answers
      begun.push(answers)
      await Promise.race([Promise.all(answers), offline(client)])
      await breath()
    }
  } finally {
    removeEventListener('beforeunload', holdBack)
  }
  return { work: { answers: begun.flat(), batch }, begun }
}

function holdBack(event: BeforeUnloadEvent): void {
  event.preventDefault()
}

/** Resolves when there is no connection. */
function offline(client: Client): Promise<void> {
  const isOff = (): boolean => client.status.link.state !== 'online'
  if (isOff()) return Promise.resolve()
  return new Promise((resolve) => {
    const stop = client.onStatus(() => {
      if (!isOff()) return
      stop()
      resolve()
    })
  })
}

/** Lets the page draw and hear. */
function breath(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0)
  })
}
