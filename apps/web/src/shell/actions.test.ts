import { expect, test } from 'vitest'
import { createActions, matchesShortcut, sequencesOf, type Action } from './actions.ts'

function press(key: string, held: readonly ('ctrl' | 'meta' | 'alt' | 'shift')[] = []) {
  return {
    key,
    ctrlKey: held.includes('ctrl'),
    metaKey: held.includes('meta'),
    altKey: held.includes('alt'),
    shiftKey: held.includes('shift'),
  }
}

test('Mod is Command on a Mac and Control elsewhere', () => {
  expect(matchesShortcut('Mod K', press('k', ['ctrl']), false)).toBe(true)
  expect(matchesShortcut('Mod K', press('k', ['meta']), true)).toBe(true)
  expect(matchesShortcut('Mod K', press('k', ['ctrl']), true)).toBe(false)
  expect(matchesShortcut('Mod K', press('k', ['meta']), false)).toBe(false)
})

test('held keys are all asked for, and no others', () => {
  expect(matchesShortcut('Mod Shift Z', press('Z', ['ctrl', 'shift']), false)).toBe(true)
  expect(matchesShortcut('Mod Z', press('Z', ['ctrl', 'shift']), false)).toBe(false)
  expect(matchesShortcut('C', press('c', ['ctrl']), false)).toBe(false)
  expect(matchesShortcut('C', press('c'), false)).toBe(true)
})

test('signs are the same with Shift and without, because keyboards differ', () => {
  expect(matchesShortcut('?', press('?', ['shift']), false)).toBe(true)
  expect(matchesShortcut('/', press('/', ['shift']), false)).toBe(true)
  expect(matchesShortcut('[', press('['), false)).toBe(true)
})

test('any of several ways does it', () => {
  const shortcut = 'Mod Shift Z, Ctrl Y'
  expect(matchesShortcut(shortcut, press('y', ['ctrl']), false)).toBe(true)
  expect(matchesShortcut(shortcut, press('y'), false)).toBe(false)
})

test('what came last stands first, is done first, and takes its actions along when it goes', () => {
  const done: string[] = []
  const action = (by: string): Action => ({ id: 'undo', title: by, section: 'Edit', run: () => done.push(by) })
  const actions = createActions()
  actions.add([action('page')])
  const leave = actions.add([action('panel')])
  actions.run('undo')
  expect(actions.all().map(({ title }) => title)).toEqual(['panel'])
  leave()
  actions.run('undo')
  actions.run('unknown')
  expect(done).toEqual(['panel', 'page'])
})

test('what is asked for before it is on offer is done once it is, unless that takes too long or something else is asked for', () => {
  let time = 0
  const done: string[] = []
  const actions = createActions(() => time)
  const offer = (id: string): (() => void) =>
    actions.add([{ id, title: id, section: 'Everywhere', run: () => done.push(id) }])
  actions.runSoon('import')
  const leave = offer('print')
  expect(done).toEqual([])
  offer('import')
  offer('export')
  expect(done).toEqual(['import'])
  leave()
  actions.runSoon('print')
  actions.run('export')
  offer('print')
  actions.runSoon('share')
  actions.arrive('/elsewhere')
  offer('share')
  actions.runSoon('invite')
  time = 60_000
  offer('invite')
  expect(done).toEqual(['import', 'export'])
})

test('two keys one after the other are no keys held together', () => {
  expect(sequencesOf('G H')).toEqual([['g', 'h']])
  expect(sequencesOf('Mod K, Shift A, C')).toEqual([])
  const key = { key: 'h', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false }
  expect(matchesShortcut('G H', key, false)).toBe(false)
})
