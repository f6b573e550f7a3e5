import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { viewContractContext } from '../column-view-contract.web.tsx'
import { textColumn } from '../text/column.ts'
import type { EditorProps } from '../view-contract.web.ts'
import { lazyEditor } from './lazy-editor.web.tsx'

afterEach(cleanup)

type Props = EditorProps<Record<string, never>, string>

function Rich({ label, initialText }: Props) {
  return <p>{`${label} goes on from ${initialText}`}</p>
}

function open(fetchEditor: () => Promise<(props: Props) => React.ReactNode>) {
  const { Editor } = lazyEditor<Record<string, never>, string>(fetchEditor)
  const onCommit = vi.fn<Props['onCommit']>()
  const props = {
    kind: textColumn,
    value: null,
    settings: {},
    context: viewContractContext,
    label: 'Note',
    onCancel: () => undefined,
  }
  render(<Editor {...props} initialText="a" onCommit={onCommit} />)
  return { onCommit }
}

test('what is typed before the editor is here goes on in it', async () => {
  const { promise, resolve } = Promise.withResolvers<typeof Rich>()
  open(() => promise)
  fireEvent.change(screen.getByLabelText('Note'), { target: { value: 'abc' } })
  await act(async () => resolve(Rich))
  expect(screen.getByText('Note goes on from abc')).toBeTruthy()
})

test('whoever types goes on typing in the editor, wherever it stands', async () => {
  const { promise, resolve } = Promise.withResolvers<typeof Rich>()
  open(() => promise)
  screen.getByLabelText('Note').focus()
  await act(async () => resolve(() => <input aria-label="The whole editor" data-autofocus="" />))
  expect(document.activeElement).toBe(screen.getByLabelText('The whole editor'))
})

test('an editor whose line nobody types in leaves the focus where it is', async () => {
  const { promise, resolve } = Promise.withResolvers<typeof Rich>()
  open(() => promise)
  screen.getByLabelText('Note').blur()
  await act(async () => resolve(() => <input aria-label="The whole editor" data-autofocus="" />))
  expect(document.activeElement).toBe(document.body)
})

test('without a network a line takes the texts of the kind', async () => {
  const { onCommit } = open(() => Promise.reject(new TypeError('Failed to fetch')))
  await act(async () => undefined)
  const field = screen.getByLabelText('Note')
  fireEvent.change(field, { target: { value: 'offline' } })
  fireEvent.keyDown(field, { key: 'Enter' })
  expect(onCommit).toHaveBeenCalledWith('offline', 'down')
})
