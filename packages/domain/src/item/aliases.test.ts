import { describe, expect, test } from 'vitest'
import { World, ids } from '../testing/world.ts'
import { importedAlias, isAliases, keyOfSource, oldKeysOf, rowOfKey, withAlias } from './aliases.ts'
import type { ItemAlias } from './aliases.ts'

describe('old keys', () => {
  test('of a source are what people read as keys, and no places in files', () => {
    expect(keyOfSource('9f3a:PROJ-123')).toBe('proj-123')
    expect(keyOfSource('9f3a:#12')).toBe('#12')
    expect(keyOfSource('9f3a:acme/website#12')).toBe('acme/website#12')
    for (const none of ['9f3a:17', '9f3a:name:grace', '9f3a:', `9f3a:${'A'.repeat(200)}-1`]) {
      expect(keyOfSource(none)).toBeNull()
    }
  })

  test('are the latest fifty, and fit the cell of an item', () => {
    let cell = importedAlias('PROJ-1', { at: 1, source: 'jira' })
    for (let at = 2; at < 80; at++) {
      // @NOTE such cells are lists of aliases.
      cell = withAlias(cell as unknown as ItemAlias[], { key: `ENG-${at}`, at })
    }
    expect(cell).toHaveLength(50)
    expect(isAliases(cell)).toBe(true)
    expect(oldKeysOf(cell, '9f3a:PROJ-1').at(-1)).toBe('proj-1')
    expect(isAliases([{ key: 1, at: 2 }])).toBe(false)
    const good = { key: 'A-1', at: 2, board: ids.board, row: 0, columns: [[1, 2]], left: [['Title', 'text']] }
    expect(isAliases([good])).toBe(true)
    for (const bad of [
      { board: 'x' },
      { board: 7 },
      { row: -1 },
      { row: 0.5 },
      { at: Infinity },
      { columns: [[1, '2']] },
      { columns: [[1]] },
      { left: [['Title', 7]] },
      { key: 'A'.repeat(101) },
    ]) {
      expect(isAliases([{ ...good, ...bad }]), JSON.stringify(bad)).toBe(false)
    }
  })

  test('name a row behind the key that a row has now', () => {
    const world = new World()
    const group = world.group('Now')
    for (const title of ['One', 'Two']) world.item(title, group)
    const imported = {
      ids: [world.newId()],
      titles: ['Old'],
      groups: [group],
      parents: [null],
      ranks: ['Vz'],
      sourceKeys: ['9f3a:SPRI-1'],
      oldKeys: ['#7'],
      keySource: 'tracker',
      createdAt: [5],
      createdBy: [null],
      cells: [],
    }
    world.run('item.import', { create: imported }, 'system')
    expect(rowOfKey(world.board, 'spri-1')).toBe(0)
    expect(rowOfKey(world.board, ' #7 ')).toBe(2)
    expect(rowOfKey(world.board, 'SPRI-9')).toBeUndefined()
    world.run('item.delete', { rows: [2] })
    world.now += 31 * 86_400_000
    world.run('item.purge', { rows: [2], before: world.now }, 'system')
    expect(rowOfKey(world.board, '#7')).toBeUndefined()
  })
})
