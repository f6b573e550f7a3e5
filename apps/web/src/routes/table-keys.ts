import type { ListedKey } from '../shell/actions.ts'

const keys: readonly (readonly [title: string, shortcut: string])[] = [
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

/** The keys of a table, to which it listens itself. */
export const tableKeys: readonly ListedKey[] = keys.map(([title, shortcut]) => ({
  id: `table:${title}`,
  section: 'In the table',
  title,
  shortcut,
}))
