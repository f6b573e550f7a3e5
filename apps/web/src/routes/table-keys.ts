import type { ListedKey } from '../shell/actions.ts'

const inTable: readonly (readonly [title: string, shortcut: string])[] = [
  ['Move between cells', 'Up, Down, Left, Right'],
  ['First and last cell of the row', 'Home, End'],
  ['Edit the cell, or just type', 'Enter, F2'],
  ['Leave the cell as it was', 'Escape'],
  ['Clear the cells', 'Delete'],
  ['Copy and paste cells', 'Mod C, Mod V'],
  ['Open the item, from its title', 'Space'],
  ['Select the item, from another cell', 'Space'],
  ['Select the items up to here', 'Shift Space'],
  ['Select all items', 'Mod A'],
  ['Move the item up or down', 'Alt Up, Alt Down'],
  ['Menu of the item', 'Shift F10'],
]

const onCard: typeof inTable = [
  ['Move between cards', 'Up, Down, Left, Right'],
  ['Move the card, and those selected with it', 'Shift Up, Shift Down, Shift Left, Shift Right'],
  ['Open the item', 'Space, Enter'],
  ['Rename it', 'F2'],
  ['Status, owner, priority', 'S, O, P'],
  ['Estimate, due date, type', 'E, D, T'],
  ['Select the card; select up to it', 'X, Shift X'],
  ['Clear the selection', 'Escape'],
  ['Menu of the card', 'Shift F10'],
  ['Move the column, from its head', 'Alt Left, Alt Right'],
]

/** The keys of a table and of cards, to which they listen themselves. */
export const tableKeys: readonly ListedKey[] = [...listed('In the table', inTable), ...listed('On a card', onCard)]

function listed(section: string, keys: typeof inTable): ListedKey[] {
  return keys.map(([title, shortcut]) => ({ id: `${section}:${title}`, section, title, shortcut }))
}
