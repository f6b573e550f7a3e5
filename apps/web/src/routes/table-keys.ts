import { t } from '@fulcrum/ui/messages'
import type { ListedKey } from '../shell/actions.ts'

const inTable: readonly (readonly [title: string, shortcut: string])[] = [
  [t('Move between cells'), 'Up, Down, Left, Right'],
  [t('First and last cell of the row'), 'Home, End'],
  [t('First and last row'), 'Mod Home, Mod End'],
  [t('Edit the cell, or just type'), 'Enter, F2'],
  [t('Leave the cell as it was'), 'Escape'],
  [t('Clear the cells'), 'Delete'],
  [t('Copy and paste cells'), 'Mod C, Mod V'],
  [t('Take cells together'), 'Shift Up, Shift Down, Shift Left, Shift Right'],
  [t('Fill down'), 'Mod D'],
  [t('Continue the series'), 'Mod Shift D'],
  [t('Open the item, from its title'), 'Space'],
  [t('Select the item, from another cell'), 'Space'],
  [t('Select the items up to here'), 'Shift Space'],
  [t('Select all items'), 'Mod A'],
  [t('Move the item up or down'), 'Alt Up, Alt Down'],
  [t('Menu of the item'), 'Shift F10'],
  [t('Move the column, from its head'), 'Alt Left, Alt Right'],
  [t('Resize the column, from its head'), 'Shift Left, Shift Right'],
  [t('Move the group, from its head'), 'Alt Up, Alt Down'],
]

const inCalendar: typeof inTable = [
  [t('Move by a day or a week'), 'Shift Up, Shift Down, Shift Left, Shift Right'],
  [t('A day shorter or longer'), 'Alt Shift Left, Alt Shift Right'],
]

const onBar: typeof inTable = [
  [t('To what it waits for; to what waits for it'), 'Left, Right'],
  [t('Move by a working day'), 'Shift Left, Shift Right'],
  [t('A day shorter or longer'), 'Alt Shift Left, Alt Shift Right'],
  [t('Open the item'), 'Space, Enter'],
  [t('Menu of the bar'), 'Shift F10'],
]

const onCard: typeof inTable = [
  [t('Move between cards'), 'Up, Down, Left, Right'],
  [t('Move the card, and those selected with it'), 'Shift Up, Shift Down, Shift Left, Shift Right'],
  [t('Open the item'), 'Space, Enter'],
  [t('Rename it'), 'F2'],
  [t('Status, owner, priority'), 'S, O, P'],
  [t('Estimate, due date, type'), 'E, D, T'],
  [t('Select the card; select up to it'), 'X, Shift X'],
  [t('Clear the selection'), 'Escape'],
  [t('Menu of the card'), 'Shift F10'],
  [t('Move the column, from its head'), 'Alt Left, Alt Right'],
]

const onTab: typeof inTable = [
  [t('Move between views'), 'Left, Right'],
  [t('Move the view, from its tab'), 'Alt Left, Alt Right'],
  [t('Menu of the view'), 'Shift F10'],
]

const inDoc: typeof inTable = [
  [t('Bold, italic, code'), t('Mod B, Mod I, Mod E')],
  [t('Make an item of the entry, or open the one it has'), t('Mod Shift Enter')],
  [t('Say something of the words that are selected, or open what is said of them'), t('Mod Alt M')],
  [t('Paste words as they are'), t('Mod Shift V')],
]

/** The keys of a table, of cards, of days, of bars, of tabs and of docs, to which they listen themselves. */
export const tableKeys: readonly ListedKey[] = [
  ...listed(t('In the table'), inTable),
  ...listed(t('On a card'), onCard),
  ...listed(t('In a calendar'), inCalendar),
  ...listed(t('On a bar of a timeline'), onBar),
  ...listed(t('On the tab of a view'), onTab),
  ...listed(t('In a doc'), inDoc),
]

function listed(section: string, keys: typeof inTable): ListedKey[] {
  return keys.map(([title, shortcut]) => ({ id: `${section}:${title}`, section, title, shortcut }))
}
