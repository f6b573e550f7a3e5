import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { openEditor, press, typeText, viewContractContext } from '../column-view-contract.web.tsx'
import { linkView } from './column.web.tsx'

afterEach(cleanup)

test('a link opens beside the board and tells the page nothing of it', () => {
  const value = { url: 'https://example.org/plan', text: 'The plan' }
  render(<linkView.Cell value={value} settings={{}} context={viewContractContext} />)
  const link = screen.getByRole('link', { name: 'The plan' })
  expect(link.getAttribute('href')).toBe('https://example.org/plan')
  expect(link.getAttribute('target')).toBe('_blank')
  expect(link.getAttribute('rel')).toBe('noopener noreferrer')
})

test('the text of its own field is committed with the address', async () => {
  const { onCommit } = await openEditor(linkView, { settings: {} })
  typeText('example.org/plan')
  fireEvent.change(screen.getByLabelText('Text to show'), { target: { value: ' The plan ' } })
  press('Enter')
  expect(onCommit).toHaveBeenCalledWith({ url: 'https://example.org/plan', text: 'The plan' }, 'down')
})

test('an address that could run something is said and not committed', async () => {
  const { onCommit } = await openEditor(linkView, { settings: {} })
  typeText('javascript:alert(1)')
  press('Enter')
  expect(onCommit).not.toHaveBeenCalled()
  expect(screen.getByText(/Only addresses that begin with/)).toBeTruthy()
})
