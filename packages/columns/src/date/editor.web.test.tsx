import { cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { openEditor, press, typeText, viewContractContext } from '../column-view-contract.web.tsx'
import { dateView } from './column.web.tsx'

afterEach(cleanup)

const { today } = viewContractContext
const settings = { time: false }

test.each([
  ['tomorrow', today + 1, null],
  ['24 nov', today, null],
  ['fri', today + 3, null],
  ['+3', today + 3, null],
  ['next week', today + 6, null],
  ['27/11 9:30', today + 3, 570],
])('takes %s', async (text, day, minute) => {
  const { onCommit, onDraft } = await openEditor(dateView, { settings })
  typeText(text)
  expect(onDraft).toHaveBeenLastCalledWith({ day, minute })
  press('Enter')
  expect(onCommit).toHaveBeenCalledWith({ day, minute }, 'down')
})

test('says what it understood, and turns the calendar there', async () => {
  await openEditor(dateView, { settings })
  typeText('1 march 2027')
  expect(screen.getByRole('status').textContent).toContain('Monday')
  expect(screen.getByRole('grid', { name: 'March 2027' })).toBeTruthy()
})

test('says what is wrong, keeps open, and drafts the old value', async () => {
  const value = { day: today, minute: null }
  const { onCommit, onDraft } = await openEditor(dateView, { settings, value })
  typeText('soon')
  press('Enter')
  expect(screen.getByRole('status').textContent).toContain('"soon" is not a date')
  expect(onDraft).toHaveBeenLastCalledWith(value)
  expect(onCommit).not.toHaveBeenCalled()
})

test('empties the cell when the text is taken out', async () => {
  const { onCommit } = await openEditor(dateView, { settings, value: { day: today, minute: null } })
  typeText('')
  press('Tab')
  expect(onCommit).toHaveBeenCalledWith(null, 'right')
})

test('goes into the calendar with the down arrow, and picks with Enter', async () => {
  const { onCommit } = await openEditor(dateView, { settings, value: { day: today, minute: null } })
  press('ArrowDown')
  press('ArrowDown')
  expect(document.activeElement?.getAttribute('aria-label')).toContain('Tuesday, 1 December 2026')
  press('Enter')
  expect(onCommit).toHaveBeenCalledWith({ day: today + 7, minute: null }, 'stay')
})

test('keeps the time when another day is picked, and asks for one where the column does', async () => {
  const { onCommit } = await openEditor(dateView, { settings: { time: true }, value: { day: today, minute: 570 } })
  fireEvent.click(screen.getByRole('button', { name: /26 November 2026/ }))
  fireEvent.change(screen.getByLabelText('Time'), { target: { value: '14:15' } })
  fireEvent.keyDown(screen.getByLabelText('Time'), { key: 'Enter' })
  expect(onCommit).toHaveBeenCalledWith({ day: today + 2, minute: 855 }, 'down')
})
