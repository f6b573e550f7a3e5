import type { Client } from '@fulcrum/client'
import { createToasts } from '@fulcrum/ui'
import { expect, test, vi } from 'vitest'
import { createRunner } from './runner.ts'

const board = '0190a000-0000-7000-8000-000000000102'
const uses = { links: 3, linkingItems: 2, columns: [], hiddenColumns: 0 }

/** A client on which every command is done at once; what is asked is answered when the test says so. */
function stage() {
  const ran: string[] = []
  let answer: (uses: object) => void = () => undefined
  const asked = new Promise<object>((resolve) => (answer = resolve))
  const client = {
    newId: () => 'batch',
    status: { link: { state: 'online' } },
    query: (name: string) => (name === 'use.count' ? asked : Promise.resolve({})),
    run: (command: string) => {
      ran.push(command)
      return { done: Promise.resolve({ ok: true, change: 'c', versions: { [`board:${board}`]: 4 } }) }
    },
  }
  const toasts = createToasts()
  // @NOTE the runner asks for no more of a client.
  const runner = createRunner(client as unknown as Client, toasts, board)
  const remove = (): void =>
    runner.remove('Deleted 1 item', runner.all([{ command: 'item.delete', args: { rows: [1] } }]), { rows: [1] })
  return { ran, answer, toasts, remove, texts: () => toasts.snapshot().map(({ text }) => text) }
}

test('what is deleted is deleted at once, and then it is said what hung on it, with a way back', async () => {
  const { ran, answer, toasts, remove, texts } = stage()
  remove()
  expect(ran).toEqual(['item.delete'])
  expect(texts()).toEqual(['Deleted 1 item'])
  answer(uses)
  await vi.waitFor(() =>
    expect(texts()).toEqual(['Deleted 1 item. 2 items elsewhere were connected to it (3 connections).']),
  )
  toasts.snapshot()[0]?.action?.onSelect()
  await vi.waitFor(() => expect(ran).toEqual(['item.delete', 'change.undo']))
})

test('whoever has put the message away is told no more of it', async () => {
  const { answer, toasts, remove, texts } = stage()
  remove()
  toasts.dismiss(toasts.snapshot()[0]?.id ?? 0)
  answer(uses)
  // The words for it are fetched: they are here once the next ones are.
  const other = stage()
  other.remove()
  other.answer(uses)
  await vi.waitFor(() => expect(other.texts()[0]).toContain('connected'))
  expect(texts()).toEqual([])
})
