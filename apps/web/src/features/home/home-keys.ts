import { useActions } from '../../shell/use-actions.ts'

/** J and K go through the rows of home; S and D edit the one that has the focus. */
export function useHomeKeys(): void {
  useActions([
    { id: 'home.next', title: 'Next item', section: 'Home', shortcut: 'J', keysOnly: true, run: () => step(1) },
    {
      id: 'home.previous',
      title: 'Previous item',
      section: 'Home',
      shortcut: 'K',
      keysOnly: true,
      run: () => step(-1),
    },
    {
      id: 'home.status',
      title: 'Status of the item',
      section: 'Home',
      shortcut: 'S',
      keysOnly: true,
      run: () => edit('status'),
    },
    {
      id: 'home.due',
      title: 'Due date of the item',
      section: 'Home',
      shortcut: 'D',
      keysOnly: true,
      run: () => edit('due'),
    },
  ])
}

function step(by: number): void {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-home-row]')]
  const here = document.activeElement?.closest('li')?.querySelector('[data-home-row]') ?? null
  const at = rows.findIndex((row) => row === here)
  const next = at < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + by))
  rows[next]?.focus()
  rows[next]?.scrollIntoView({ block: 'nearest' })
}

function edit(role: string): void {
  document.activeElement?.closest('li')?.querySelector<HTMLElement>(`[data-field="${role}"]`)?.click()
}
