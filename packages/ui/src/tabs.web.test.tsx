import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import { Tabs, type TabItem } from './tabs.tsx'

afterEach(cleanup)

const first: readonly TabItem[] = [
  { id: 'table', title: 'Table', among: 'all' },
  { id: 'cards', title: 'Cards', among: 'all' },
  { id: 'mine', title: 'Mine', among: 'me' },
  { id: 'own', title: 'Own', among: 'me' },
  { id: 'fixed', title: 'Fixed' },
]

/** Tabs that are moved where they are asked to be. */
function Page({ active, onMove }: { readonly active: string; readonly onMove: (...move: unknown[]) => void }) {
  const [tabs, setTabs] = useState(first)
  const move = (id: string, before: string | undefined): void => {
    onMove(id, before)
    const rest = tabs.filter((tab) => tab.id !== id)
    const at = before === undefined ? rest.length : rest.findIndex((tab) => tab.id === before)
    const tab = tabs.filter((each) => each.id === id)
    setTabs([...rest.slice(0, at), ...tab, ...rest.slice(at)])
  }
  return <Tabs label="Views" tabs={tabs} active={active} onChange={() => undefined} onMove={move} />
}

function press(name: string, key: 'ArrowLeft' | 'ArrowRight'): void {
  const tab = screen.getByRole('tab', { name })
  tab.focus()
  fireEvent.keyDown(tab, { key, altKey: true })
}

test.each([
  ['Table', 'ArrowRight', ['table', undefined]],
  ['Cards', 'ArrowLeft', ['cards', 'table']],
  ['Mine', 'ArrowRight', ['mine', undefined]],
  ['Own', 'ArrowLeft', ['own', 'mine']],
] as const)('%s is moved by Alt and %s among those it stands with', (name, key, move) => {
  const onMove = vi.fn<(...move: unknown[]) => void>()
  render(<Page active={name.toLowerCase()} onMove={onMove} />)
  press(name, key)
  expect(onMove.mock.calls).toEqual([move])
  expect(document.activeElement?.textContent).toBe(name)
})

test.each([
  ['Table', 'ArrowLeft'],
  ['Cards', 'ArrowRight'],
  ['Mine', 'ArrowLeft'],
  ['Fixed', 'ArrowLeft'],
] as const)('%s at an end of those it stands with is not moved by Alt and %s', (name, key) => {
  const onMove = vi.fn<(...move: unknown[]) => void>()
  render(<Page active={name.toLowerCase()} onMove={onMove} />)
  press(name, key)
  expect(onMove).not.toHaveBeenCalled()
})

test('the focus is taken back for the tab that was moved, and for nothing later', () => {
  render(
    <>
      <Page active="table" onMove={() => undefined} />
      <input aria-label="Elsewhere" />
    </>,
  )
  press('Table', 'ArrowRight')
  screen.getByLabelText('Elsewhere').focus()
  fireEvent.keyDown(screen.getByRole('tab', { name: 'Table' }), { key: 'ArrowLeft', altKey: false })
  expect(document.activeElement).toBe(screen.getByRole('tab', { name: 'Fixed' }))
})
