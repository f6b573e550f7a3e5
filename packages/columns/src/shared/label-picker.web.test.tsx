import { must } from '@fulcrum/domain'
import type { Json } from '@fulcrum/domain'
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { kindOf, openEditor, press, typeText, viewContractContext } from '../column-view-contract.web.tsx'
import { defaultStatusSettings } from '../status/sight.ts'
import type { StatusSettings } from '../status/column.ts'
import { statusView } from '../status/column.web.tsx'
import type { TagsSettings } from '../tags/column.ts'
import { tagsView } from '../tags/column.web.tsx'
import type { ColumnView } from '../view-contract.web.ts'
import { labelOf } from './labels.ts'

afterEach(cleanup)

const tagSettings: TagsSettings = {
  labels: [
    { number: 1, name: 'api', colour: 'blue' },
    { number: 2, name: 'web', colour: 'teal' },
  ],
}

describe('the palette of labels', () => {
  test('creates what was typed and commits it, for who may change the column', async () => {
    const onSettings = vi.fn<(settings: Json) => void>()
    const { onCommit } = await openEditor(statusView, { settings: defaultStatusSettings, onSettings })
    typeText('On hold')
    press('Enter')
    expect(onCommit).toHaveBeenCalledWith(6, 'stay')
    const made = labelOf(must(onSettings.mock.calls[0])[0] as StatusSettings, 6)
    expect(made).toMatchObject({ name: 'On hold', colour: 'yellow', stage: 'doing' })
  })

  test('creates nothing for others', async () => {
    const { onCommit } = await openEditor(statusView, { settings: defaultStatusSettings })
    typeText('On hold')
    press('Enter')
    expect(screen.getByText('No such label.')).toBeTruthy()
    expect(screen.queryByText('Edit labels')).toBeNull()
    expect(onCommit).not.toHaveBeenCalled()
  })

  test('brings a retired label back when its name is typed', async () => {
    const settings: StatusSettings = { labels: [{ number: 4, name: 'Parked', colour: 'pink', retired: true }] }
    const onSettings = vi.fn<(settings: Json) => void>()
    const { onCommit } = await openEditor(statusView, { settings, onSettings })
    typeText('parked')
    press('Enter')
    expect(onCommit).toHaveBeenCalledWith(4, 'stay')
    expect(onSettings).toHaveBeenCalledWith({ labels: [{ number: 4, name: 'Parked', colour: 'pink' }] })
  })

  test('offers a retired label only to the cell that holds it', async () => {
    const settings: StatusSettings = { labels: [{ number: 4, name: 'Parked', colour: 'pink', retired: true }] }
    await openEditor(statusView, { settings })
    expect(screen.queryByText('Parked')).toBeNull()
    cleanup()
    await openEditor(statusView, { settings, value: 4 })
    expect(screen.getByRole('option', { name: /Parked.*Retired/ }).getAttribute('aria-selected')).toBe('true')
  })

  test('moves with the arrows, says where it is, and clears by an action at the end', async () => {
    const { onCommit } = await openEditor(statusView, { settings: defaultStatusSettings, value: 2 })
    const active = () => document.getElementById(document.activeElement?.getAttribute('aria-activedescendant') ?? '')
    expect(active()?.textContent).toBe('In progress')
    press('ArrowDown')
    expect(active()?.textContent).toBe('In review')
    press('PageDown')
    expect(active()?.textContent).toBe('Clear')
    press('Enter')
    expect(onCommit).toHaveBeenCalledWith(null, 'stay')
  })

  test('takes several tags, keeps a draft of them, and makes the missing ones of a list', async () => {
    const onSettings = vi.fn<(settings: Json) => void>()
    const { onCommit, onDraft } = await openEditor(tagsView, { settings: tagSettings, value: [2], onSettings })
    typeText('api, infra')
    press('Enter')
    expect(onDraft).toHaveBeenLastCalledWith([1, 2, 3])
    expect(onSettings.mock.calls[0]?.[0]).toMatchObject({ labels: [{}, {}, { number: 3, name: 'infra' }] })
    press('Backspace')
    expect(onDraft).toHaveBeenLastCalledWith([1, 2])
    press('Enter', { ctrlKey: true })
    expect(onCommit).toHaveBeenCalledWith([1, 2], 'down')
  })
})

describe('the labels of a column', () => {
  test('are renamed, with the reason where a name is taken', async () => {
    const { settings } = await manage(tagsView, tagSettings)
    const name = screen.getByLabelText('Name of api')
    fireEvent.change(name, { target: { value: 'WEB' } })
    fireEvent.keyDown(name, { key: 'Enter' })
    expect(screen.getByRole('alert').textContent).toContain('There is a label "web" already')
    expect(settings()).toEqual(tagSettings)
    fireEvent.change(name, { target: { value: ' backend ' } })
    fireEvent.blur(name)
    expect(settings().labels[0]).toEqual({ number: 1, name: 'backend', colour: 'blue' })
    expect(screen.queryByRole('alert')).toBeNull()
  })

  test('are recoloured from the twelve colours', async () => {
    const { settings } = await manage(tagsView, tagSettings)
    fireEvent.click(screen.getByRole('button', { name: 'Colour of web: teal' }))
    const palette = screen.getByRole('radiogroup', { name: 'Colour of web' })
    expect(within(palette).getAllByRole('radio')).toHaveLength(12)
    fireEvent.click(within(palette).getByRole('radio', { name: 'pink' }))
    expect(settings().labels[1]?.colour).toBe('pink')
  })

  test('are put in order by buttons and by Alt and the arrows', async () => {
    const { settings } = await manage(tagsView, tagSettings)
    fireEvent.click(screen.getByRole('button', { name: 'Move api down' }))
    expect(settings().labels.map(({ name }) => name)).toEqual(['web', 'api'])
    fireEvent.keyDown(screen.getByLabelText('Name of api'), { key: 'ArrowUp', altKey: true })
    expect(settings().labels.map(({ name }) => name)).toEqual(['api', 'web'])
    fireEvent.keyDown(screen.getByLabelText('Name of api'), { key: 'ArrowUp', altKey: true })
    expect(settings().labels.map(({ name }) => name)).toEqual(['api', 'web'])
  })

  test('are retired and brought back, never taken from cells', async () => {
    const { settings } = await manage(tagsView, tagSettings)
    fireEvent.click(screen.getByRole('button', { name: 'Retire api' }))
    expect(settings().labels).toContainEqual({ number: 1, name: 'api', colour: 'blue', retired: true })
    fireEvent.click(screen.getByRole('button', { name: 'Bring back' }))
    expect(settings()).toEqual(tagSettings)
  })

  test('get a stage where they say how far work is', async () => {
    const { settings } = await manage(statusView, defaultStatusSettings)
    fireEvent.change(screen.getByLabelText('Stage of Blocked'), { target: { value: 'review' } })
    expect(labelOf(settings(), 4)?.stage).toBe('review')
    fireEvent.change(screen.getByLabelText('Stage of Blocked'), { target: { value: '' } })
    expect(labelOf(settings(), 4)).toEqual({ number: 4, name: 'Blocked', colour: 'red' })
  })

  test('lose their place as the first one of new items when they are retired', async () => {
    const { settings } = await manage(statusView, { ...defaultStatusSettings, defaultLabel: 1 })
    fireEvent.click(screen.getByRole('button', { name: 'Retire To do' }))
    expect('defaultLabel' in settings()).toBe(false)
  })
})

/** Opens the editor of a view, then its labels; the settings change as they would on a board. */
async function manage<S extends StatusSettings | TagsSettings>(view: ColumnView, first: S) {
  await view.preload?.()
  const Editor = must(view.Editor)
  const kind = kindOf(view)
  let latest: Json = first
  function Board() {
    const [settings, setSettings] = useState<Json>(first)
    latest = settings
    return (
      <Editor
        kind={kind}
        value={null}
        settings={settings}
        context={viewContractContext}
        label="The column"
        onCommit={() => undefined}
        onCancel={() => undefined}
        onSettings={setSettings}
      />
    )
  }
  render(<Board />)
  fireEvent.click(screen.getByRole('option', { name: 'Edit labels' }))
  await waitFor(() => screen.getByRole('list', { name: 'Labels' }))
  return { settings: () => latest as S }
}
