import type { ItemRef } from '@fulcrum/domain'
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { viewContractContext } from '../column-view-contract.web.tsx'
import type { ViewContext } from '../view-contract.web.ts'
import { ItemPicker } from './item-picker.web.tsx'
import type { FoundItem } from './items.web.ts'

afterEach(cleanup)

const [here, there] = ['board-here', 'board-there']
const found: readonly FoundItem[] = [here, there].flatMap((board) =>
  [0, 1].map((row) => ({ id: `${board}-${row}`, board, boardName: board, row, key: `${board}-${row}`, title: 'Item' })),
)

async function offered(self: ItemRef | undefined): Promise<string[]> {
  // @NOTE the picker asks for no more of the port.
  const items = { here, search: () => Promise.resolve(found) } as unknown as NonNullable<ViewContext['items']>
  const props = { label: 'Epic', boards: [here, there], first: [], chosen: [], several: true, actions: [] }
  const nothing = () => undefined
  const context = { ...viewContractContext, items }
  render(<ItemPicker {...props} context={context} self={self} onPick={nothing} onRead={() => false} />)
  const options = await screen.findAllByRole('option')
  cleanup()
  return found.flatMap(({ key }) => (options.some(({ textContent }) => textContent.includes(key)) ? [key] : []))
}

test('an item is not offered to itself, whether its cell knows its row or its id; one of its row elsewhere is', async () => {
  expect(await offered(undefined)).toHaveLength(4)
  expect(await offered(1)).toEqual(['board-here-0', 'board-there-0', 'board-there-1'])
  expect(await offered('board-here-0' as ItemRef)).toEqual(['board-here-1', 'board-there-0', 'board-there-1'])
})
