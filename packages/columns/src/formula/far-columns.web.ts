import type { BoardColumn, DeriveSchema } from '@fulcrum/domain'
import { useEffect, useMemo, useState } from 'react'
import type { SettingsBoard, ViewContext } from '../view-contract.web.ts'

type Names = NonNullable<ViewContext['items']>['boards']
type Known = ReadonlyMap<string, readonly BoardColumn[]>

const nothing: Known = new Map()

/**
 * What a formula can name, with all columns of connected boards that this person may read: a board is told only of those that its
 * cells follow from already, so the others are asked for once the form is open. Null without a board.
 */
export function useSchema(board: SettingsBoard | undefined, context: ViewContext): DeriveSchema | null {
  const items = context.items
  const asked = board === undefined ? '' : connectedBoards(board.schema).join(' ')
  const [known, setKnown] = useState(nothing)
  useEffect(() => {
    if (items === undefined || asked === '') return undefined
    let wanted = true
    // A board that cannot be read, or not now, has the columns that are told of it.
    const answers = asked.split(' ').map((id) =>
      items.columns(id).then(
        (columns) => [[id, columns] as const],
        () => [],
      ),
    )
    void Promise.all(answers).then((found) => wanted && setKnown(new Map(found.flat())))
    return () => {
      wanted = false
    }
  }, [items, asked])
  const schema = board?.schema
  const names = items?.boards
  return useMemo(() => (schema === undefined ? null : widened(schema, known, names)), [schema, known, names])
}

function connectedBoards(schema: DeriveSchema): readonly string[] {
  const boards = schema
    .columns()
    .filter(({ fields }) => fields['deletedAt'] === undefined)
    .flatMap(({ kind, settings }) => kind.connections?.of(settings).boards.map(({ board }) => board) ?? [])
  return [...new Set(boards)].filter((board) => board !== schema.boardId)
}

function widened(schema: DeriveSchema, known: Known, names: Names = []): DeriveSchema {
  return {
    boardId: schema.boardId,
    title: schema.title,
    column: (number) => schema.column(number),
    columns: () => schema.columns(),
    board: (id) => {
      const told = schema.board(id)
      const found = known.get(id)
      if (found === undefined) return told
      const isFound = new Set(found.map(({ number }) => number))
      // Deleted columns are told of where something still names them.
      const columns = [...found, ...(told?.columns() ?? []).filter(({ number }) => !isFound.has(number))]
      return {
        boardId: id,
        title: told?.title ?? names.find((board) => board.id === id)?.name ?? '',
        column: (number) => columns.find((column) => column.number === number),
        columns: () => columns,
        board: (next) => told?.board(next),
      }
    },
  }
}
