import { createToasts } from '@fulcrum/ui'
import { afterEach, expect, test, vi } from 'vitest'
import { boardPath } from '../../../shell/paths.ts'
import type { SavedView } from '../model/records.ts'
import { copyItems } from './view-copies.ts'

const boardId = '01890a5d-ac96-774b-bcce-b302099a8057'
const view: SavedView = {
  id: 'late',
  name: 'Late',
  kind: 'kanban',
  ownerId: null,
  spec: { sort: [{ column: 'title', direction: 'asc' }] },
}

/** The menu of the view on a board that has views of these names, and what is made by it. */
function menuOf(...names: readonly string[]) {
  const made: unknown[][] = []
  const toasts = createToasts()
  const records = { views: names.map((name) => ({ ...view, name })) } as never
  const addView = (...args: unknown[]): string => `view ${made.push(args)}`
  const items = copyItems({ boardId, records, addView }, view, toasts)
  const select = (id: string): void => items.find((item) => item.id === id)?.onSelect?.()
  return { made, select, said: () => toasts.snapshot().map(({ text }) => text) }
}

afterEach(() => vi.unstubAllGlobals())

test('a copy is one’s own, shows what the view does, and has a name of its own', () => {
  const { made, select } = menuOf('Late', 'Late (copy)')
  select('duplicate')
  expect(made).toEqual([['kanban', 'Late (copy) 2', true, view.spec]])
})

test.each([
  ['copied', () => Promise.resolve(), 'Link copied.'],
  ['not copied', () => Promise.reject(new Error('denied')), 'The link could not be copied.'],
])('the link of the view, %s, names the view alone, whatever the page shows', async (_, write, said) => {
  const writeText = vi.fn<(text: string) => Promise<void>>(write)
  vi.stubGlobal('navigator', { clipboard: { writeText } })
  document.execCommand = () => false
  const menu = menuOf()
  menu.select('copy-link')
  await expect.poll(menu.said).toEqual([said])
  const url = new URL(writeText.mock.calls[0]?.[0] ?? '')
  expect(url.pathname).toBe(boardPath(boardId))
  expect([...url.searchParams]).toEqual([['view', 'late']])
})
