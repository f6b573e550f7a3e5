import { defineDelete, defineMove, defineRestore } from '../../record-commands.ts'

/** The commands that move, delete and restore groups. */
export const groupArranging = [
  defineMove('group', 'board.structure'),
  defineDelete('group', 'board.structure'),
  defineRestore('group', 'board.structure'),
] as const
