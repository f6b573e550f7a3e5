import { BoardState } from '@fulcrum/domain'
import type { ScopeState } from '@fulcrum/domain'
import type { LinkedMessage } from '@fulcrum/protocol'
import { createLinkedCopy } from './linked.ts'
import type { Linked } from './linked.ts'
import type { EditedItems, LinkedEdits } from './linked-edits.ts'
import type { ClientStorage, Timers } from './ports.ts'
import type { ScopeContext } from './scope-entry.ts'

const saveAfterMs = 1_000

/** What follows from a telling in parts waits for its end, so that no cell says meanwhile that it waits; but for no longer than this. */
const patienceMs = 2_000

export interface LinkedKeeperOptions extends Pick<ScopeContext, 'kinds' | 'mayStore' | 'onError'> {
  readonly scope: LinkedMessage['scope']
  readonly edits: LinkedEdits
  readonly storage: ClientStorage
  readonly timers: Timers
  /** The state that is here now. */
  readonly state: () => ScopeState | undefined
  /** The rights under which it was told; null where nothing is here. */
  readonly fingerprint: () => string | null
  /** Cells may show something else. */
  readonly onChanged: () => void
}

/** What a board's cells name on other boards: told to the board, stored under the rights of the moment, and let go with them. */
export interface LinkedKeeper {
  readonly linked: Linked
  /** False while the rest of what is being told is about to come. */
  readonly isWhole: () => boolean
  /** Lets a state that takes the place of another one follow from it. */
  readonly tie: (state: ScopeState) => void
  /** Puts in place what the storage has under these rights. */
  readonly restore: (fingerprint: string) => Promise<void>
  readonly take: (message: LinkedMessage) => void
  /** Cells may name what was only found until now. */
  readonly touched: () => void
  /** Items of other boards show something else, by this client's own doing. */
  readonly edited: (items: EditedItems) => void
  /** Nothing of it may be known any more. */
  readonly forget: () => void
  /** Stores what waits to be. */
  readonly stop: () => void
}

export function createLinkedKeeper(options: LinkedKeeperOptions): LinkedKeeper {
  const { scope, storage, timers, state, fingerprint, onChanged, onError } = options
  const copy = createLinkedCopy(options.kinds, scope, options.edits)
  let timer: unknown = null
  let rest: unknown = null
  let stored = 0

  function board(): BoardState | null {
    const here = state()
    return here instanceof BoardState ? here : null
  }

  function saveIn(delayMs: number): void {
    if (timer !== null && delayMs > 0) return
    if (timer !== null) timers.clearTimeout(timer)
    timer = timers.setTimeout(save, delayMs)
  }

  function save(): void {
    timer = null
    const rights = fingerprint()
    const snapshot = copy.snapshot()
    if (rights === null || snapshot === null || !options.mayStore()) return
    stored = copy.revision
    storage.saveLinked(scope, { ...snapshot, fingerprint: rights }).catch(onError)
  }

  function awaitRest(): void {
    if (rest !== null) timers.clearTimeout(rest)
    rest = copy.isWhole
      ? null
      : timers.setTimeout(() => {
          rest = null
          onChanged()
        }, patienceMs)
  }

  function tie(to: ScopeState): void {
    if (to instanceof BoardState) to.derived.linkTo(copy.board, copy.isGone)
  }

  return {
    linked: copy,
    isWhole: () => rest === null,
    tie,
    restore: async (rights) => {
      const named = await storage.loadLinked(scope)
      if (named?.fingerprint === rights) copy.restore(named)
    },
    take: (message) => {
      const changed = copy.take(message)
      awaitRest()
      // What somebody may not know any more does not wait for the next time that something is stored.
      if ((message.closed ?? []).length + (message.noAccess ?? []).length > 0) saveIn(0)
      else if (copy.isWhole) saveIn(saveAfterMs)
      const here = board()
      if (here && changed === null) tie(here)
      for (const [boardId, items] of changed ?? []) here?.derived.linkedChanged(boardId, items)
      onChanged()
    },
    touched: () => {
      if (copy.revision !== stored) saveIn(saveAfterMs)
    },
    edited: (items) => {
      let any = false
      for (const [boardId, refs] of items) {
        const touched = copy.touched(boardId, refs)
        if (touched.length > 0) board()?.derived.linkedChanged(boardId, touched)
        any ||= touched.length > 0
      }
      if (any) onChanged()
    },
    forget: () => {
      copy.forget()
      awaitRest()
    },
    stop: () => {
      if (rest !== null) timers.clearTimeout(rest)
      if (timer === null) return
      timers.clearTimeout(timer)
      save()
    },
  }
}
