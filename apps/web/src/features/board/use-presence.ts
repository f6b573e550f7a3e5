import { scopeOf } from '@fulcrum/domain'
import type { PresentPerson } from '@fulcrum/protocol'
import { gridCellKey, type GridFocus, type GridMark } from '@fulcrum/ui'
import { useCallback, useEffect, useMemo, useRef } from 'react'
import { useAccount, useClient } from '../../shell/client-context.tsx'
import { useScene } from './scene.tsx'

/** The cells in which others are, as the grid marks them. */
export function useMarks(people: readonly PresentPerson[]): ReadonlyMap<string, GridMark> {
  const { members } = useAccount()
  const { memberId } = useClient()
  const { model } = useScene()
  return useMemo(() => {
    const byId = new Map(members.map((member) => [member.id, member]))
    const marks = new Map<string, GridMark>()
    for (const { member: id, cell } of people) {
      const member = byId.get(id)
      if (cell === null || id === memberId || member === undefined) continue
      const key = gridCellKey(model?.ids.idOf(cell.row) ?? String(cell.row), String(cell.column))
      // Of several people in a cell, whoever writes there is the one to know of.
      if (marks.get(key)?.editing === true) continue
      marks.set(key, { colour: member.colour, name: member.name, editing: cell.editing })
    }
    return marks
  }, [people, members, memberId, model])
}

/** Tells the others in which cell one is, and whether one is writing there. */
export function useTellFocus(): (focus: GridFocus | undefined, editing: boolean) => void {
  const client = useClient()
  const { boardId, model } = useScene()
  const scope = scopeOf('board', boardId)
  const told = useRef('')
  /** What could not be told yet: others do not know the item. */
  const untold = useRef<readonly [GridFocus, boolean] | null>(null)
  useEffect(() => {
    client.setPresence(scope, null)
    return () => {
      told.current = ''
    }
  }, [client, scope])
  const tell = useCallback(
    (focus: GridFocus | undefined, editing: boolean) => {
      const row = focus?.kind === 'row' ? model?.ids.rowOf(focus.rowId) : undefined
      const waits = row !== undefined && model?.ids.isWaiting(row) === true
      untold.current = waits && focus !== undefined ? [focus, editing] : null
      const named = focus?.kind === 'row' ? focus.columnId : 'title'
      const column = named === 'title' ? ('title' as const) : Number(named)
      const cell = row === undefined || waits ? null : { row, column, editing }
      const text = JSON.stringify(cell)
      if (text === told.current) return
      told.current = text
      client.setPresence(scope, cell)
    },
    [client, scope, model],
  )
  useEffect(() => {
    if (untold.current !== null) tell(...untold.current)
  })
  return tell
}
