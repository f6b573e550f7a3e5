import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { Dialog } from './dialog.tsx'
import { ToastRegion } from './toast-region.tsx'
import { createToasts } from './toast.ts'

afterEach(cleanup)

test('what a message offers is used beside an open dialog, which stays', () => {
  const toasts = createToasts()
  const [closes, undoes] = [vi.fn(), vi.fn()]
  toasts.show({ text: 'Archived 1 item', action: { title: 'Undo', onSelect: undoes } })
  render(
    <>
      <Dialog open title="Share" onClose={closes}>
        <button type="button">Copy</button>
      </Dialog>
      <ToastRegion toasts={toasts} />
    </>,
  )
  const undo = screen.getByRole('button', { name: 'Undo' })
  fireEvent.pointerDown(undo)
  fireEvent.click(undo)
  expect(undoes).toHaveBeenCalledOnce()
  expect(closes).not.toHaveBeenCalled()
  fireEvent.pointerDown(document.body)
  expect(closes).toHaveBeenCalledOnce()
})
