import * as z from 'zod/mini'
import { boardArg, colourArg, defineBoardCommand, liveRecord, titleArg } from '../../board/board-command.ts'
import { idOf } from '../../ids.ts'

/** Renames or recolours a group. */
export const updateGroup = defineBoardCommand({
  name: 'group.update',
  version: 1,
  args: z.strictObject({
    board: boardArg,
    id: idOf('group'),
    title: z.optional(titleArg()),
    colour: z.optional(colourArg),
  }),
  action: 'board.structure',
  apply: (board, { id, title, colour }) => {
    liveRecord(board.reader, 'group', id)
    board.put('group', id, { ...(title !== undefined && { title }), ...(colour !== undefined && { colour }) })
  },
})
