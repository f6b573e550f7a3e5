import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { useEffect, useEffectEvent, useState } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import { holdTabs } from './tab-moves.ts'
import { Tabs } from './tabs.tsx'

afterEach(cleanup)

const first = [
  { id: 'table', title: 'Table', of: 'all' },
  { id: 'cards', title: 'Cards', of: 'all' },
  { id: 'mine', title: 'Mine', of: 'me' },
  { id: 'own', title: 'Own', of: 'me' },
  { id: 'fixed', title: 'Fixed', of: null },
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
  const among = useEffectEvent((id: string) => {
    const of = tabs.find((tab) => tab.id === id)?.of ?? null
    return of === null ? [] : tabs.filter((tab) => tab.of === of).map((tab) => tab.id)
  })
  const onMoved = useEffectEvent(move)
  useEffect(() => holdTabs(screen.getByRole('tablist'), { among, onMove: onMoved }), [])
  return <Tabs label="Views" tabs={tabs} active={active} onChange={() => undefined} />
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
