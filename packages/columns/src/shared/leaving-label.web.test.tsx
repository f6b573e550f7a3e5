import type { Json, LabelTemplate, LabelUsesElsewhere } from '@fulcrum/domain'
import { maxTemplatesAlong } from '@fulcrum/domain'
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { openEditor } from '../column-view-contract.web.tsx'
import { defaultStatusSettings } from '../status/sight.ts'
import { statusView } from '../status/column.web.tsx'
import type { LabelTools } from '../view-contract.web.ts'

afterEach(cleanup)

const unread = { items: 0, templates: [], views: [], forms: [], formulas: [], rules: [] }
const nowhere: LabelUsesElsewhere = { formulas: [], hiddenFormulas: 0, templates: [] }

function templateOf(name: string, mayChange: boolean, counts: Partial<LabelTemplate> = {}): LabelTemplate {
  const none = { items: 0, views: 0, forms: 0, formulas: 0, rules: 0 }
  return { id: name, name, board: `board of ${name}`, ...none, refuses: [], ...counts, mayChange }
}

/** The labels of a status, opened to be edited. */
async function openLabels(tools: Partial<LabelTools>) {
  const merge = vi.fn<LabelTools['merge']>()
  const onSettings = vi.fn<(settings: Json) => void>()
  const labelTools = { uses: () => unread, elsewhere: () => Promise.resolve(nowhere), merge, ...tools }
  const given = { settings: defaultStatusSettings, onSettings, labelTools }
  const { onCancel } = await openEditor(statusView, given)
  fireEvent.click(screen.getByText('Edit labels'))
  await screen.findByRole('list', { name: 'Labels' })
  return { merge, onSettings, onCancel }
}

async function askMerge() {
  fireEvent.click(screen.getByRole('button', { name: 'Merge In review into another label' }))
  return within(await screen.findByRole('group', { name: 'Merge In review' }))
}

const linesOf = (asked: Awaited<ReturnType<typeof askMerge>>) =>
  asked.queryAllByRole('listitem').map((line) => line.textContent)

test('merging tells what reads a label first, here and elsewhere, and asks into which other one', async () => {
  const uses = {
    items: 12,
    templates: ['Release'],
    views: ['Late'],
    forms: ['Report a bug'],
    formulas: [],
    rules: ['Why'],
  }
  const formulas = [{ board: 'b', boardName: 'Epics', title: 'At work' }]
  const templates = [
    templateOf('Sprint', true, { items: 3, views: 2, forms: 1 }),
    templateOf('Old', false, { rules: 1 }),
  ]
  const elsewhere = () => Promise.resolve({ formulas, hiddenFormulas: 2, templates })
  const { merge, onCancel } = await openLabels({ uses: () => uses, elsewhere })
  const asked = await askMerge()
  await waitFor(() =>
    expect(linesOf(asked)).toEqual([
      '12 items',
      '1 template of items: Release',
      '1 view: Late',
      '1 form: Report a bug',
      '1 rule of column: Why',
      '1 formula of another board: At work (Epics)',
      '2 formulas that you may not see',
      '1 template: Sprint (3 items, 2 views, 1 form)',
    ]),
  )
  expect(asked.getByText('You may not change this, so it stays as it is: 1 template: Old (1 rule)')).toBeTruthy()
  fireEvent.change(asked.getByLabelText('Merge In review into'), { target: { value: '2' } })
  fireEvent.click(asked.getByRole('button', { name: 'Merge' }))
  expect(merge).toHaveBeenCalledWith([3], 2, ['board of Sprint'])
  expect(onCancel).toHaveBeenCalled()
})

test('nothing is merged before what reads it elsewhere is known; where nobody can be asked, that is said', async () => {
  let answer: (uses: LabelUsesElsewhere | null) => void = () => undefined
  const elsewhere = () => new Promise<LabelUsesElsewhere | null>((resolve) => (answer = resolve))
  const { merge } = await openLabels({ elsewhere })
  const asked = await askMerge()
  fireEvent.change(asked.getByLabelText('Merge In review into'), { target: { value: '2' } })
  expect(asked.getByRole('status').textContent).toBe('Looking at other boards and templates …')
  fireEvent.click(asked.getByRole('button', { name: 'Merge' }))
  expect(merge).not.toHaveBeenCalled()
  answer(null)
  await asked.findByText(/could not be looked at\. Templates of this board stay as they are\./)
  fireEvent.click(asked.getByRole('button', { name: 'Merge' }))
  expect(merge).toHaveBeenCalledWith([3], 2, [])
})

test('a label is retired at once where nothing reads it, and after what goes on naming it was told', async () => {
  const uses = vi.fn<LabelTools['elsewhere']>(() => Promise.resolve(nowhere))
  const { onSettings } = await openLabels({ elsewhere: uses })
  fireEvent.click(screen.getByRole('button', { name: 'Retire To do' }))
  await waitFor(() => expect(onSettings).toHaveBeenCalledTimes(1))
  uses.mockImplementation(() => Promise.resolve({ ...nowhere, templates: [templateOf('Old', false)] }))
  fireEvent.click(screen.getByRole('button', { name: 'Retire Done' }))
  const asked = within(await screen.findByRole('group', { name: 'Retire Done' }))
  await waitFor(() => expect(linesOf(asked)).toEqual(['1 template: Old']))
  expect(onSettings).toHaveBeenCalledTimes(1)
  fireEvent.click(asked.getByRole('button', { name: 'Retire' }))
  expect(onSettings).toHaveBeenCalledTimes(2)
})

test('a template that cannot have the label that stays is told to stay once that is chosen, and no more go along than one merge takes', async () => {
  const many = Array.from({ length: maxTemplatesAlong + 1 }, (_, at) => templateOf(`T${at + 1}`, true))
  const templates = [templateOf('Odd', true, { refuses: [2] }), ...many]
  const uses = vi.fn<LabelTools['uses']>(() => unread)
  const { merge } = await openLabels({ uses, elsewhere: () => Promise.resolve({ ...nowhere, templates }) })
  const asked = await askMerge()
  await waitFor(() => expect(linesOf(asked)).toEqual(['20 templates: Odd, T1, T2, T3 and 16 more']))
  expect(asked.queryByText(/cannot have/)).toBeNull()
  fireEvent.change(asked.getByLabelText('Merge In review into'), { target: { value: '2' } })
  expect(linesOf(asked)).toEqual(['20 templates: T1, T2, T3, T4 and 16 more'])
  expect(asked.getByText('This cannot have In progress, so it stays as it is: 1 template: Odd')).toBeTruthy()
  const over = 'No more than 20 templates move along, so this stays as it is: 1 template: T21'
  expect(asked.getByText(over)).toBeTruthy()
  fireEvent.click(asked.getByRole('button', { name: 'Merge' }))
  expect(merge.mock.calls[0]?.[2]).toEqual(many.slice(0, maxTemplatesAlong).map(({ board }) => board))
  expect(uses).toHaveBeenCalledTimes(1)
})

test('a label is asked about at once, and nothing is done once the labels are closed', async () => {
  const answers: ((uses: LabelUsesElsewhere) => void)[] = []
  const elsewhere = () => new Promise<LabelUsesElsewhere>((resolve) => answers.push(resolve))
  const { onSettings } = await openLabels({ elsewhere })
  fireEvent.click(screen.getByRole('button', { name: 'Retire To do' }))
  const asked = within(screen.getByRole('group', { name: 'Retire To do' }))
  expect(asked.getByRole('status').textContent).toBe('Looking at other boards and templates …')
  fireEvent.click(asked.getByRole('button', { name: 'Cancel' }))
  fireEvent.click(screen.getByRole('button', { name: 'Retire Done' }))
  await act(() => Promise.resolve(answers[0]?.(nowhere)))
  expect(onSettings).not.toHaveBeenCalled()
  cleanup()
  await act(() => Promise.resolve(answers[1]?.(nowhere)))
  expect(onSettings).not.toHaveBeenCalled()
})
