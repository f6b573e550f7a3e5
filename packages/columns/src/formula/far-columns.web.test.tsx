import { KindRegistry, must, toBoardColumn } from '@fulcrum/domain'
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, expect, test } from 'vitest'
import { columnKinds } from '../all.ts'
import { viewContractContext } from '../column-view-contract.web.tsx'
import { contractBoard } from '../contract-board.ts'
import type { SettingsBoard, ViewContext } from '../view-contract.web.ts'
import type { FormulaSettings } from './column.ts'
import { FormulaForm } from './form.web.tsx'

afterEach(cleanup)

const epics = '0190a000-0000-7000-8000-0000000000e0'
const kinds = new KindRegistry(columnKinds)

/** A board with a connection to epics, of which no column is told here yet. */
function connectedBoard(): SettingsBoard {
  const board = contractBoard(columnKinds)
  const settings = { boards: [{ board: epics, partner: null }], several: true }
  board.load('column', '0190a000-0000-7000-8000-00000000c050', {
    kind: 'connect',
    title: 'Epic',
    number: 50,
    rank: '50',
    settings,
    settingsVersion: must(kinds.get('connect')).version,
  })
  const { schema, reader } = board.derived
  return { self: 99, schema, reader, rows: [0, 1] }
}

function contextWith(columns: readonly string[]): ViewContext {
  const found = columns.map((title, index) =>
    must(
      toBoardColumn(`0190a000-0000-7000-8000-00000000d00${index}`, { kind: 'number', title, number: index + 1 }, kinds),
    ),
  )
  const items = {
    boards: [{ id: epics, name: 'Epics' }],
    columns: () => Promise.resolve(found),
    search: () => Promise.resolve([]),
    open: () => undefined,
    source: () => null,
    cellOf: () => null,
    set: () => undefined,
  }
  return { ...viewContractContext, items }
}

test('a column of a connected board can be named that nothing here follows from yet', async () => {
  const context = contextWith(['Effort', 'Worth'])
  const board = connectedBoard()
  const told: FormulaSettings[] = []
  function Held() {
    const [settings, setSettings] = useState<FormulaSettings>({ text: '', type: 'blank' })
    const onChange = (next: FormulaSettings): void => {
      told.push(next)
      setSettings(next)
    }
    return <FormulaForm settings={settings} board={board} context={context} onChange={onChange} />
  }
  render(<Held />)
  const field = screen.getByLabelText<HTMLTextAreaElement>('Formula')
  fireEvent.change(field, { target: { value: 'SUM({Epic.Effort}) * 2' } })
  await screen.findByText('Comes to a number.')
  // What is told follows what is drawn.
  await waitFor(() => expect(told.at(-1)).toMatchObject({ type: 'number', text: expect.stringContaining(epics) }))
  expect(screen.getByText(/shows once it is saved/)).toBeTruthy()
  fireEvent.change(field, { target: { value: 'SUM({Epic.Wor', selectionStart: 13 } })
  expect(screen.getByRole('listbox').textContent).toContain('Worth')
})
