import { defineDelete, defineMove, defineRestore } from '../../record-commands.ts'

/** The commands that move, delete and restore columns. */
export const columnArranging = [
  defineMove('column', 'board.structure'),
  defineDelete('column', 'board.structure'),
  defineRestore('column', 'board.structure'),
] as const
