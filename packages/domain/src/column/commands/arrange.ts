import { defineDelete, defineMove, defineRestore } from '../../record-commands.ts'

export const columnArranging = [
  defineMove('column', 'board.structure'),
  defineDelete('column', 'board.structure'),
  defineRestore('column', 'board.structure'),
] as const
