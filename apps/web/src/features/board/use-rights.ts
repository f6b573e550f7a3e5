import { can } from '@fulcrum/domain'
import type { BoardColumn } from '@fulcrum/domain'
import { useMemo } from 'react'
import { usePrincipal } from '../../shell/client-context.tsx'
import type { BoardRecords } from './model/records.ts'

/** What this person may do here. */
export interface BoardRights {
  readonly edit: boolean
  readonly structure: boolean
  readonly manage: boolean
  readonly editColumn: (column: BoardColumn) => boolean
  /** Whether a view can be changed: one's own, or everybody's by those who may edit. */
  readonly editView: (ownerId: string | null) => boolean
}

/** The rights of the reader on a board. */
export function useRights({ resource }: BoardRecords): BoardRights {
  const principal = usePrincipal()
  return useMemo(
    () => ({
      edit: can(principal, 'item.edit', resource),
      structure: can(principal, 'board.structure', resource),
      manage: can(principal, 'board.manage', resource),
      editColumn: (column) =>
        column.lanes.some(({ own }) => own) && can(principal, 'column.edit', { ...resource, column: column.fields }),
      editView: (ownerId) => can(principal, 'view.edit', { ...resource, ownerId }),
    }),
    [principal, resource],
  )
}
