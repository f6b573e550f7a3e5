import { query, Table } from '@fulcrum/columnar'
import type { AggregateKind, AggregateValue } from '@fulcrum/columnar'
import { kindUnder, laneKey, must } from '@fulcrum/domain'
import type { ColumnKind, Json, KindExample } from '@fulcrum/domain'
import { focusables } from '@fulcrum/ui'
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { run as axe } from 'axe-core'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Mock } from 'vitest'
import { columnKinds } from './all.ts'
import { contractBoard } from './contract-board.ts'
import { contractContext, contractPeople } from './column-kind-contract.ts'
import type { CellHost, ColumnView, EditorProps, SettingsBoard, ViewContext } from './view-contract.web.ts'

/** The world in which the contract draws: that of the kinds' contract, on 24 November 2026. */
export const viewContractContext: ViewContext = {
  ...contractContext,
  people: contractPeople,
  person: (id) => contractPeople.find((person) => person.id === id),
  today: 20_781,
  weekStart: 1,
}

/** Everything a view promises, as tests: `columnViewContract(ratingView, ratingColumn)`. */
export function columnViewContract(view: ColumnView, kind: ColumnKind): void {
  afterEach(cleanup)

  describe(`the view of ${view.id}`, () => {
    test('says how its cells are edited, and can', () => {
      expect(view.id).toBe(kind.id)
      expect(view.width).toBeGreaterThanOrEqual(56)
      expect(view.Editor !== undefined).toBe(view.editor === 'inline' || view.editor === 'popover')
      expect(view.toggle !== undefined).toBe(view.editor === 'toggle')
      const filled = kind.source !== undefined || kind.derive !== undefined
      expect(view.editor === 'none').toBe(filled && view.runs === undefined && view.sources === undefined)
      expect(view.Summary !== undefined).toBe(kind.aggregates.length > 0)
    })

    for (const [index, example] of kind.examples.entries()) {
      describe(`with the settings of example ${index + 1}`, () => exampleContract(view, kind, example))
    }

    if (view.Settings !== undefined) settingsContract(view, kind)
  })
}

function exampleContract(view: ColumnView, base: ColumnKind, { settings, values }: KindExample<Json, Json>): void {
  const kind = kindUnder(base, settings)
  const context = viewContractContext

  test('draws every value with words for everybody, and an empty cell', () => {
    const { Cell } = view
    for (const { value } of values) {
      const { container } = render(<Cell value={value} settings={settings} context={context} />)
      expect(wordsOf(container)).toMatch(/[\p{L}\p{N}]/u)
      cleanup()
    }
    render(<Cell value={null} settings={settings} context={context} />)
  })

  test('says in words that something is late', () => {
    if (!kind.roles.includes('due')) return
    const { container } = render(
      <view.Cell value={values[0]?.value ?? null} settings={settings} context={context} late />,
    )
    expect(wordsOf(container)).toContain('late')
  })

  test('says every aggregate of a group, and nothing of an empty one', () => {
    const { Summary } = view
    if (Summary === undefined) return
    for (const aggregate of kind.aggregates) {
      const all = [...values.map(({ value }) => value), null]
      const props = { aggregate, settings, context }
      const { container } = render(<Summary {...props} result={aggregated(kind, settings, aggregate, all)} />)
      expect(wordsOf(container), aggregate).toMatch(/\p{N}/u)
      cleanup()
      const empty = render(<Summary {...props} result={aggregated(kind, settings, aggregate, [])} />)
      expect(empty.container.textContent).not.toMatch(/[1-9]/)
      cleanup()
    }
  })

  if (view.toggle !== undefined) {
    test('toggles from empty to a value and back', () => {
      const me = contractPeople[0].id
      const on = view.toggle?.(null, settings, me) ?? null
      expect(kind.value.safeParse(on).success).toBe(true)
      expect(view.toggle?.(on, settings, me)).toBeNull()
    })
  }

  if (view.Editor === undefined) return

  if (view.runs === true || view.sources !== undefined) {
    test('opens a question that has the name of the column, and does nothing when it is cancelled', async () => {
      const value = values[0]?.value ?? null
      const run = vi.fn<CellHost['run']>()
      const host = { item: 0, column: 1, columns: () => [], valueOf: () => null, run }
      const { container, onCommit, onCancel } = await openEditor(view, { value, settings, host })
      await vi.waitFor(() => expect(screen.getByLabelText('The column')).toBeTruthy())
      const { violations } = await axe(container, { rules: { 'color-contrast': { enabled: false } } })
      expect(violations.map(({ id }) => id)).toEqual([])
      fireEvent.keyDown(within(container).getAllByRole('button')[0] ?? container, { key: 'Escape' })
      expect(onCancel).toHaveBeenCalledOnce()
      expect([...run.mock.calls, ...onCommit.mock.calls]).toEqual([])
    })
    return
  }

  test('opens an editor that has the focus, the name of the column and parts with names', async () => {
    for (const value of [null, values[0]?.value ?? null]) {
      const { container } = await openEditor(view, { value, settings })
      expect(container.contains(document.activeElement)).toBe(true)
      expect(screen.getAllByLabelText('The column')).toContain(document.activeElement)
      const { violations } = await axe(container, { rules: { 'color-contrast': { enabled: false } } })
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`)).toEqual([])
      cleanup()
    }
  })

  test('commits what was typed', async () => {
    for (const { value, text } of values) {
      const { onCommit } = await openEditor(view, { settings })
      commitWithKeys(onCommit, typeText(text))
      expect(onCommit.mock.calls, text).toHaveLength(1)
      expect(onCommit.mock.calls[0]?.[0], text).toEqual(value)
      cleanup()
    }
  })

  test('goes on from the key that opened it', async () => {
    for (const { value, text } of values) {
      const { onCommit } = await openEditor(view, { settings, initialText: text })
      commitWithKeys(onCommit)
      expect(onCommit.mock.calls[0]?.[0], text).toEqual(value)
      cleanup()
    }
  })

  test('commits the old value with Tab where nothing was typed, and moves on', async () => {
    for (const { value } of values) {
      const { onCommit } = await openEditor(view, { settings, value })
      const [first] = focusables(document.body)
      press('Tab')
      // An editor of several parts may lead through them first.
      if (onCommit.mock.calls.length === 0) {
        focusables(document.body).at(-1)?.focus()
        press('Tab')
      }
      first?.focus()
      press('Tab', { shiftKey: true })
      expect(onCommit.mock.calls[0]).toEqual([value, 'right'])
      expect(onCommit.mock.calls[1]).toEqual([value, 'left'])
      cleanup()
    }
  })

  test('cancels with Escape, whatever was typed', async () => {
    const { onCommit, onCancel } = await openEditor(view, { settings, value: values[0]?.value ?? null })
    typeText(values[0]?.text ?? '')
    press('Escape')
    expect(onCancel).toHaveBeenCalledOnce()
    expect(onCommit).not.toHaveBeenCalled()
  })

  test('does not commit what cannot be read', async () => {
    for (const text of kind.examples.flatMap((example) =>
      example.settings === settings ? (example.badTexts ?? []) : [],
    )) {
      const { onCommit } = await openEditor(view, { settings })
      typeText(text)
      press('Enter')
      for (const [value] of onCommit.mock.calls)
        expect(kind.value.safeParse(value).success, text.slice(0, 80)).toBe(true)
      cleanup()
    }
  })
}

function settingsContract(view: ColumnView, kind: ColumnKind): void {
  const { Settings } = view
  if (Settings === undefined) return

  test('has a form of settings whose parts have names and whose changes are settings', async () => {
    await view.preload?.()
    for (const { settings } of kind.examples) {
      const onChange = vi.fn<(settings: Json) => void>()
      const { container } = render(
        <Settings settings={settings} context={viewContractContext} board={settingsBoard()} onChange={onChange} />,
      )
      await vi.waitFor(() => expect(container.querySelector('[aria-busy]')).toBeNull())
      const { violations } = await axe(container, { rules: { 'color-contrast': { enabled: false } } })
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`)).toEqual([])
      for (const box of within(container).queryAllByRole('checkbox')) fireEvent.click(box)
      for (const field of within(container).queryAllByRole('textbox')) {
        fireEvent.change(field, { target: { value: '7' } })
        fireEvent.blur(field)
      }
      for (const choice of within(container).queryAllByRole('combobox', { expanded: false })) pickAnother(choice)
      for (const button of within(container).queryAllByRole('button')) fireEvent.click(button)
      expect(onChange).toHaveBeenCalled()
      for (const [next] of onChange.mock.calls) expect(kind.settings.safeParse(next)).toMatchObject({ success: true })
      cleanup()
    }
  })
}

/** The board that forms look at. */
function settingsBoard(): SettingsBoard {
  const { schema, reader } = contractBoard(columnKinds).derived
  return { self: 99, schema, reader, rows: [0, 1, 2] }
}

/** Opens a list of choices and takes one that is not chosen yet. */
function pickAnother(choice: Element): void {
  fireEvent.click(choice)
  fireEvent.click(must(screen.getAllByRole('option', { selected: false }).at(-1)))
}

/** The kind of a view. */
export function kindOf({ id }: ColumnView): ColumnKind {
  return must(columnKinds.find((kind) => kind.id === id))
}

type OpenOptions = Partial<Pick<EditorProps<Json, Json>, 'value' | 'settings' | 'initialText' | 'onSettings' | 'host'>>

/** Draws the editor of a view and waits until it is whole; what it commits and cancels is told to the answer. */
export async function openEditor(view: ColumnView, options: OpenOptions = {}) {
  const { Editor } = view
  if (Editor === undefined) throw new Error(`${view.id} has no editor`)
  await view.preload?.()
  const onCommit = vi.fn<EditorProps<Json, Json>['onCommit']>()
  const onCancel = vi.fn<() => void>()
  const onDraft = vi.fn<(value: Json | null) => void>()
  const { container } = render(
    <Editor
      kind={kindOf(view)}
      value={null}
      settings={{}}
      context={viewContractContext}
      label="The column"
      onCommit={onCommit}
      onCancel={onCancel}
      onDraft={onDraft}
      {...options}
    />,
  )
  const wanted = container.querySelector<HTMLElement>('[data-autofocus]')
  if (!container.contains(document.activeElement)) wanted?.focus()
  return { container, onCommit, onCancel, onDraft }
}

/** Writes or, where it has line breaks, pastes into what has the focus; says whether the editor took the paste itself. */
export function typeText(text: string): 'typed' | 'taken' {
  const field = focused()
  if (text.includes('\n') && !fireEvent.paste(field, { clipboardData: { getData: () => text } })) return 'taken'
  // A field of one line makes spaces of pasted line breaks.
  const value = field.tagName === 'TEXTAREA' ? text : text.replaceAll('\n', ' ')
  fireEvent.change(field, { target: { value } })
  return 'typed'
}

/** Presses a key in what has the focus. */
export function press(key: string, keys: { readonly shiftKey?: boolean; readonly ctrlKey?: boolean } = {}): void {
  fireEvent.keyDown(focused(), { key, ...keys })
}

/** Enter picks in a list of several and makes a line in a long text; then Ctrl + Enter commits. */
function commitWithKeys(onCommit: Mock, how: 'typed' | 'taken' = 'typed'): void {
  if (how === 'typed' && focused().tagName !== 'TEXTAREA') press('Enter')
  if (onCommit.mock.calls.length === 0) press('Enter', { ctrlKey: true })
}

function focused(): Element {
  const element = document.activeElement
  if (element === null || element === document.body) throw new Error('nothing has the focus')
  return element
}

/** What is read of a drawing: its text, and the names and tooltips of what has no text. */
function wordsOf(container: HTMLElement): string {
  const named = [...container.querySelectorAll('[aria-label],[title]')]
  const names = named.map((element) => element.getAttribute('aria-label') ?? element.getAttribute('title'))
  return [container.textContent, ...names].join(' ')
}

function aggregated(
  kind: ColumnKind,
  settings: Json,
  aggregate: AggregateKind,
  values: readonly (Json | null)[],
): AggregateValue {
  const storage = Object.entries(kind.storage(settings))
  const table = new Table(storage.map(([lane, type]) => ({ key: laneKey(1, kind, lane), type })))
  const rows = values.map((_, row) => row)
  table.edit({
    insert: rows,
    cells: storage.map(([lane]) => ({
      lane: laneKey(1, kind, lane),
      rows,
      values: values.map((value) => (value === null ? null : (kind.toLanes(value, settings)[lane] ?? null))),
    })),
  })
  const lane = laneKey(1, kind, kind.aggregateLanes?.[aggregate] ?? kind.defaultLane)
  return query(table, { aggregates: [{ lane, kind: aggregate }] }).groups[0]?.aggregates[0] ?? null
}
