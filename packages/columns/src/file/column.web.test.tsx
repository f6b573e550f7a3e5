import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { must } from '@fulcrum/domain'
import { afterEach, expect, test, vi } from 'vitest'
import { press, typeText, viewContractContext } from '../column-view-contract.web.tsx'
import type { FilesPort, Upload } from '../shared/files.web.ts'
import type { CellHost } from '../view-contract.web.ts'
import { fileColumn } from './column.ts'
import { fileView } from './column.web.tsx'

afterEach(cleanup)

const plan = { name: 'plan.pdf', sizeBytes: 5_120, type: 'application/pdf', hash: 'a'.repeat(64) }
const photo = { name: 'photo.png', sizeBytes: 900, type: 'image/png', hash: 'b'.repeat(64) }
const design = { name: 'Design', url: 'https://example.org/d' }

/** A store in memory: what was attached, and what it says is on its way. */
function world(uploads: readonly Upload[] = []) {
  const listeners = new Set<() => void>()
  const port = {
    now: uploads,
    address: ({ hash, name }: { hash: string; name: string }) => `/files/${hash}/${name}`,
    thumbnail: ({ hash, name }: { hash: string; name: string }, fit: number) => `/files/${hash}/${name}?fit=${fit}`,
    attach: vi.fn<FilesPort['attach']>(),
    uploads: () => port.now,
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    say: (next: readonly Upload[]) => {
      port.now = next
      for (const listener of listeners) listener()
    },
  }
  const run = vi.fn<CellHost['run']>()
  const host: CellHost = { item: 4, column: 7, columns: () => [], valueOf: () => null, run }
  return { port, run, host, context: { ...viewContractContext, files: port } }
}

async function editor(value: readonly object[] | null, parts = world()) {
  await fileView.preload?.()
  const { Editor } = fileView
  if (Editor === undefined) throw new Error('no editor')
  const [onCommit, onCancel] = [vi.fn<(...given: unknown[]) => void>(), vi.fn<() => void>()]
  const props = {
    kind: fileColumn,
    settings: { sortBy: 'name' },
    context: parts.context,
    label: 'Files',
    host: parts.host,
    onCommit,
    onCancel,
  }
  // @NOTE the entries of these tests are JSON.
  render(<Editor {...props} value={value as never} />)
  return { ...parts, onCommit, onCancel }
}

const upload = (change: Partial<Upload> = {}): Upload => ({
  id: 'u',
  name: 'later.txt',
  sizeBytes: 10,
  progress: 0.25,
  problem: null,
  retry: vi.fn<() => void>(),
  cancel: vi.fn<() => void>(),
  ...change,
})

test('a picture opens beside the board, any other file is saved, and an address tells its page nothing', () => {
  const { context, host } = world()
  render(<fileView.Cell value={[photo, plan, design] as never} settings={{}} context={context} host={host} />)
  const link = (name: string) => screen.getByRole('link', { name: `Open ${name}` })
  expect(link('photo.png').getAttribute('target')).toBe('_blank')
  const drawn = () => link('photo.png').querySelector('img')
  expect(drawn()?.getAttribute('src')).toBe(`/files/${photo.hash}/photo.png?fit=320`)
  // Where the server has no small one, the picture as it is, and where that is none either, its ending.
  fireEvent.error(must(drawn()))
  expect(drawn()?.getAttribute('src')).toBe(`/files/${photo.hash}/photo.png`)
  fireEvent.error(must(drawn()))
  expect([drawn(), link('photo.png').textContent]).toEqual([null, 'png'])
  expect(link('plan.pdf').getAttribute('download')).toBe('plan.pdf')
  expect(link('plan.pdf').querySelector('img')).toBeNull()
  expect(link('Design').getAttribute('href')).toBe(design.url)
  expect(link('Design').getAttribute('rel')).toBe('noopener noreferrer')
})

test('files that are dropped on a cell are attached, where the reader may edit it', () => {
  const { context, host, port } = world()
  const file = new File(['x'], 'x.txt')
  const dataTransfer = { files: [file], types: ['Files'] }
  const drawn = (own: CellHost | undefined) =>
    render(<fileView.Cell value={null} settings={{}} context={context} host={own} />).container.firstElementChild
  fireEvent.drop(drawn(undefined) as Element, { dataTransfer })
  expect(port.attach).not.toHaveBeenCalled()
  cleanup()
  fireEvent.drop(drawn(host) as Element, { dataTransfer })
  expect(port.attach).toHaveBeenCalledWith(host, [file])
})

test('a cell says how far its files are, and that one did not get there', () => {
  const { context, host, port } = world([upload(), upload({ id: 'v', progress: 0.75 })])
  render(<fileView.Cell value={null} settings={{}} context={context} host={host} />)
  expect(screen.getByRole('status').textContent).toContain('50 %')
  act(() => port.say([upload({ problem: 'You are offline.' })]))
  expect(screen.getByRole('status').textContent).toContain('Not sent')
})

test('renaming and removing count at once, and a name that is none stays as it was', async () => {
  const { run } = await editor([plan, design])
  const rename = (to: string, key = 'Enter') => {
    fireEvent.click(screen.getByRole('button', { name: 'Rename plan.pdf' }))
    fireEvent.change(screen.getByLabelText('Name of plan.pdf'), { target: { value: to } })
    fireEvent.keyDown(screen.getByLabelText('Name of plan.pdf'), { key })
  }
  rename('  ')
  rename('other.pdf', 'Escape')
  expect(run).not.toHaveBeenCalled()
  rename('../our plan.pdf')
  const set = (values: unknown) => ['item.setCells', { column: 7, rows: [4], values: [values] }]
  expect(run.mock.calls).toEqual([set([{ ...plan, name: 'our plan.pdf' }, design])])
  fireEvent.click(screen.getByRole('button', { name: 'Remove Design' }))
  expect(run.mock.calls[1]).toEqual(set([plan]))
})

test('an address that is typed stands behind what is there; pasted files are attached and the text is not touched', async () => {
  const { onCommit, port, host } = await editor([plan])
  const file = new File(['x'], 'image.png', { type: 'image/png' })
  const field = screen.getByLabelText('Files', { selector: 'input' })
  fireEvent.paste(field, { clipboardData: { files: [file], getData: () => '' } })
  expect(port.attach).toHaveBeenCalledWith(host, [file])
  field.focus()
  typeText('Design <https://example.org/d>')
  press('Enter')
  expect(onCommit).toHaveBeenCalledWith([plan, design], 'down')
})

test('what failed says why, and can be sent again or put away', async () => {
  const failed = upload({ problem: 'You are offline.' })
  await editor(null, world([failed]))
  expect(screen.getByRole('alert').textContent).toBe('You are offline.')
  fireEvent.click(screen.getByRole('button', { name: 'Send later.txt again' }))
  fireEvent.click(screen.getByRole('button', { name: 'Put later.txt away' }))
  expect(failed.retry).toHaveBeenCalledOnce()
  expect(failed.cancel).toHaveBeenCalledOnce()
})
