import { t } from '@fulcrum/ui/messages'
import { useActions } from '../../shell/use-actions.ts'

/** J and K go through the rows of home; S and D edit the one that has the focus. */
export function useHomeKeys(): void {
  useActions([
    { id: 'home.next', title: t('Next item'), section: t('Home'), shortcut: 'J', keysOnly: true, run: () => step(1) },
    {
      id: 'home.previous',
      title: t('Previous item'),
      section: t('Home'),
      shortcut: 'K',
      keysOnly: true,
      run: () => step(-1),
    },
    {
      id: 'home.status',
      title: t('Status of the item'),
      section: t('Home'),
      shortcut: 'S',
      keysOnly: true,
      run: () => edit('status'),
    },
    {
      id: 'home.due',
      title: t('Due date of the item'),
      section: t('Home'),
      shortcut: 'D',
      keysOnly: true,
      run: () => edit('due'),
    },
  ])
}

/** The part of the line that has the focus which one finds by this. */
export function partOfLine(selector: string): HTMLElement | null {
  return document.activeElement?.closest('.home-item')?.querySelector<HTMLElement>(selector) ?? null
}

function step(by: number): void {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-home-row]')]
  const here = partOfLine('[data-home-row]')
  const at = rows.findIndex((row) => row === here)
  const next = at < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + by))
  rows[next]?.focus()
  rows[next]?.scrollIntoView({ block: 'nearest' })
}

function edit(role: string): void {
  partOfLine(`[data-field="${role}"]`)?.click()
}
