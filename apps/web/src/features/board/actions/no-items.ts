import type { ItemActions } from './items.ts'

const nothing = (): undefined => undefined

/** What can be done to items while not all of them are here: nothing yet. */
export const noItems: ItemActions = {
  setCell: nothing,
  act: nothing,
  setMany: nothing,
  setCells: nothing,
  paste: nothing,
  stepsOf: () => [],
  add: nothing,
  addLines: () => false,
  addWith: nothing,
  addBelow: nothing,
  duplicate: nothing,
  move: nothing,
  moveToGroup: nothing,
  moveToNewGroup: nothing,
  putBelow: nothing,
  remove: nothing,
  archive: nothing,
  makeTemplate: nothing,
  addFrom: nothing,
}
