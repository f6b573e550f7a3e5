import type { ComponentProps } from 'react'
import { ShortcutSheet } from '../features/palette/shortcut-sheet.tsx'
import { tableKeys } from './table-keys.ts'

/** The keys of all that can be done, those of the table among them. */
export function AllShortcuts(props: Omit<ComponentProps<typeof ShortcutSheet>, 'listed'>) {
  return <ShortcutSheet {...props} listed={tableKeys} />
}
