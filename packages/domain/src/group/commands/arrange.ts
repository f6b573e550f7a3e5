import { defineDelete, defineMove, defineRestore } from '../../record-commands.ts'

export const groupArranging = [
  defineMove('group', 'board.structure'),
  defineDelete('group', 'board.structure'),
  defineRestore('group', 'board.structure'),
] as const
