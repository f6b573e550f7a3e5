import { DomainError } from '@fulcrum/domain'
import type { Json, Scope } from '@fulcrum/domain'
import type { PresentPerson } from '@fulcrum/protocol'
import type { ScopeHandle } from './client.ts'
import type { EditedItems } from './linked-edits.ts'
import { createScopeEntry } from './scope-entry.ts'
import type { ScopeContext, ScopeEntry } from './scope-entry.ts'
import type { MovedRow } from './store.ts'
import type { ScopeMessage } from './uplink-messages.ts'

/** The scopes that are open in this tab. */
export interface Scopes {
  readonly open: (scope: Scope, options?: { readonly view?: Json }) => ScopeHandle
  readonly entry: (scope: Scope) => ScopeEntry | undefined
  readonly take: (message: ScopeMessage) => void
  readonly touched: (touched: ReadonlyMap<Scope, readonly MovedRow[]>) => void
  readonly edited: (items: EditedItems) => void
  readonly setPresence: (scope: Scope, cell: PresentPerson['cell']) => void
  /** A leader's socket has greeted: everything that is wanted is asked for. */
  readonly askAgain: () => void
  readonly dropAll: () => void
}

/** Makes an empty list of scopes. */
export function createScopes(context: ScopeContext): Scopes {
  const entries = new Map<Scope, { readonly entry: ScopeEntry; handles: number }>()
  const presence = new Map<Scope, PresentPerson['cell']>()
  let stopped = false

  function release(scope: Scope): void {
    const open = entries.get(scope)
    if (!open || (open.handles -= 1) > 0) return
    entries.delete(scope)
    presence.delete(scope)
    open.entry.drop()
  }

  return {
    open: (scope, options) => {
      if (stopped) throw new DomainError('unavailable', 'This client was stopped.')
      const open = entries.get(scope) ?? { entry: createScopeEntry(scope, context), handles: 0 }
      entries.set(scope, open)
      open.handles += 1
      open.entry.wants(options?.view)
      return open.entry.handle(() => release(scope))
    },
    entry: (scope) => entries.get(scope)?.entry,
    take: (message) => {
      const { scope } = message
      entries.get(scope)?.entry.take(message)
      // A scope that is opened again starts without the people who were there.
      const cell = message.t === 'opened' || message.t === 'resumed' ? presence.get(scope) : undefined
      if (cell !== undefined) context.request({ t: 'presence', scope, cell })
    },
    touched: (touched) => {
      for (const [scope, moved] of touched) entries.get(scope)?.entry.touched(moved)
    },
    edited: (items) => {
      if (items.size > 0) for (const { entry } of entries.values()) entry.edited(items)
    },
    setPresence: (scope, cell) => {
      if (!entries.has(scope)) return
      const before = presence.get(scope)
      presence.set(scope, cell)
      if (before === undefined || JSON.stringify(before) !== JSON.stringify(cell)) {
        context.request({ t: 'presence', scope, cell })
      }
    },
    askAgain: () => {
      for (const { entry } of entries.values()) entry.ask()
    },
    dropAll: () => {
      stopped = true
      for (const { entry } of entries.values()) entry.drop()
      entries.clear()
    },
  }
}
