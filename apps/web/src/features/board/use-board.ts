import type { Linked, ScopeHandle, ScopePhase } from '@fulcrum/client'
import { BoardState, scopeOf } from '@fulcrum/domain'
import type { BoardViewSpec, Json } from '@fulcrum/domain'
import type { PresentPerson, Viewport } from '@fulcrum/protocol'
import { useEffect, useState } from 'react'
import { useClient } from '../../shell/client-context.tsx'
import { loadUntilHere } from '../../shell/later.ts'
import { engine } from './lazy-parts.ts'
import type { BoardModel } from './model/board-model.ts'
import { emptyPlan } from './model/board-plan.ts'
import type { Openness } from './model/layout.ts'
import { readRecords, type BoardRecords } from './model/records.ts'
import { RowIds } from './model/row-ids.ts'

/** A board that is open here. A new object whenever something in it changed; items change in the model. */
export interface OpenBoard {
  readonly phase: ScopePhase
  readonly state: BoardState | null
  readonly records: BoardRecords | null
  /** The first rows that came with the board. */
  readonly viewport: Viewport | null
  readonly people: readonly PresentPerson[]
  readonly progress: number
  /** What cells name on other boards; changes in place, and the board is drawn again with each `linkedRevision`. */
  readonly linked: Linked | null
  readonly linkedRevision: number
  /** Cells that follow from others are not all computed yet. */
  readonly computing: boolean
  /** Counts edits until there is a model to tell of them. */
  readonly edits: number
  readonly ids: RowIds
  readonly open: Openness
  /** The items, once all of them are here; it shows nothing until it is given a plan. */
  readonly model: BoardModel | null
}

const NOBODY: readonly PresentPerson[] = []

/** Keeps a board open, at first with the rows of a view: null is the one with which it opens. Draws again at most once a frame, and not for edits of items: these are the model's to tell. */
export function useBoard(boardId: string, view: BoardViewSpec | null): OpenBoard {
  const client = useClient()
  const [board, setBoard] = useState<OpenBoard>(() => closedBoard())
  useEffect(() => {
    // @NOTE a view spec is JSON.
    const handle = client.open(scopeOf('board', boardId), { view: (view ?? 'opening') as Json })
    const key = `fulcrum.collapsed.${client.memberId}.${boardId}`
    const fresh = closedBoard(readCollapsed(key))
    let frame = 0
    let edits = 0
    let model: BoardModel | null = null
    let modelled: BoardState | null = null
    const look = (): void => {
      frame = 0
      const work = engine.here()
      const whole = work !== undefined && handle.phase === 'ready'
      const state = whole && handle.state instanceof BoardState ? handle.state : null
      if (state !== modelled) {
        model?.dispose()
        modelled = state
        model =
          state === null || work === undefined
            ? null
            : new work.BoardModel(state, emptyPlan, {
                ...fresh,
                schedule: (call) => void requestAnimationFrame(call),
                onCollapse: (collapsed) => keepCollapsed(key, collapsed),
              })
      }
      const made = model
      setBoard((before) => readBoard(handle, made, edits, before.ids === fresh.ids ? before : fresh))
    }
    const soon = (): void => {
      if (frame === 0) frame = requestAnimationFrame(look)
    }
    const stop = handle.subscribe((event) => {
      if (event.kind === 'changed' && model === null) edits += 1
      if (event.kind === 'changed' && event.moved.length > 0) {
        if (model === null) fresh.ids.move(event.moved)
        else model.moved(event.moved)
      }
      soon()
    })
    look()
    let open = true
    void loadUntilHere(engine).then(() => open && soon())
    return () => {
      open = false
      cancelAnimationFrame(frame)
      stop()
      model?.dispose()
      handle.close()
    }
    // The view only says which rows to send first; another view is not another board.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [client, boardId])
  return board
}

function closedBoard(collapsed: readonly string[] = []): OpenBoard {
  return {
    phase: 'opening',
    state: null,
    records: null,
    viewport: null,
    people: NOBODY,
    progress: 0,
    linked: null,
    linkedRevision: 0,
    computing: false,
    edits: 0,
    ids: new RowIds(),
    open: { rows: new Set(), collapsed: new Set(collapsed) },
    model: null,
  }
}

function readBoard(handle: ScopeHandle, model: BoardModel | null, edits: number, before: OpenBoard): OpenBoard {
  const state = handle.state instanceof BoardState ? handle.state : null
  const records = state === null ? null : readRecords(state, before.records ?? undefined)
  const { phase, people, progress, linked } = handle
  const linkedRevision = linked?.revision ?? 0
  const computing = state?.derived.hasToDerive === true
  // The first rows stay until the items are drawn in their place.
  const viewport = handle.viewport ?? (phase === 'ready' ? before.viewport : null)
  const same =
    before.phase === phase &&
    before.state === state &&
    before.records === records &&
    before.viewport === viewport &&
    before.people === people &&
    before.progress === progress &&
    before.linked === linked &&
    before.linkedRevision === linkedRevision &&
    before.computing === computing &&
    before.edits === edits &&
    before.model === model
  return same
    ? before
    : {
        ...before,
        phase,
        state,
        records,
        viewport,
        people,
        progress,
        linked,
        linkedRevision,
        computing,
        edits,
        model,
      }
}

/** Which groups this person has collapsed, kept over reloads. */
function readCollapsed(key: string): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]')
    return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string') : []
  } catch {
    return []
  }
}

function keepCollapsed(key: string, collapsed: ReadonlySet<string>): void {
  try {
    localStorage.setItem(key, JSON.stringify([...collapsed]))
  } catch {
    // Storage is full or forbidden: nothing depends on it.
  }
}
