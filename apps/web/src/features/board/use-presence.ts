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
      marks.set(key, { colour: member.colour, name: cell.editing ? `${member.name} …` : member.name })
    }
    return marks
  }, [people, members, memberId, model])
}

/** Tells the others in which cell one is. */
export function useTellFocus(): (focus: GridFocus | undefined, editing?: boolean) => void {
  const client = useClient()
  const { boardId, model } = useScene()
  const scope = scopeOf('board', boardId)
  const told = useRef('')
  useEffect(() => {
    client.setPresence(scope, null)
    return () => {
      told.current = ''
    }
  }, [client, scope])
  return useCallback(
    (focus, editing = false) => {
      const row = focus?.kind === 'row' ? model?.ids.rowOf(focus.rowId) : undefined
      const named = focus?.kind === 'row' ? focus.columnId : 'title'
      const column = named === 'title' ? ('title' as const) : Number(named)
      const cell = row === undefined || model?.ids.isWaiting(row) === true ? null : { row, column, editing }
      const text = JSON.stringify(cell)
      if (text === told.current) return
      told.current = text
      client.setPresence(scope, cell)
    },
    [client, scope, model],
  )
}
