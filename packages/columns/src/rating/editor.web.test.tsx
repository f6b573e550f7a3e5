import { cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { openEditor, press, typeText } from '../column-view-contract.web.tsx'
import { ratingColumn } from './column.ts'
import { ratingView } from './column.web.tsx'

afterEach(cleanup)

const settings = ratingColumn.defaultSettings

test('a mark that is clicked is the rating; the one that is set already takes it away', async () => {
  const { onCommit } = await openEditor(ratingView, { settings, value: 3 })
  fireEvent.click(screen.getByRole('button', { name: '4 of 5' }))
  fireEvent.click(screen.getByRole('button', { name: '3 of 5' }))
  expect(onCommit.mock.calls).toEqual([
    [4, 'stay'],
    [null, 'stay'],
  ])
})

test('the arrows give one more or less, within the scale', async () => {
  const { onCommit } = await openEditor(ratingView, { settings, value: 4 })
  press('ArrowUp')
  press('ArrowUp')
  press('Enter')
  press('ArrowDown')
  press('Enter')
  expect(onCommit.mock.calls).toEqual([
    [5, 'down'],
    [4, 'down'],
  ])
})

test('nothing rated is an empty cell', async () => {
  const { onCommit } = await openEditor(ratingView, { settings, value: 4 })
  typeText('0')
  press('Enter')
  expect(onCommit).toHaveBeenCalledWith(null, 'down')
})
