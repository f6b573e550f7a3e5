import { viewKind } from '@fulcrum/domain'
import { expect, test } from 'vitest'
import { tableSettings, withTableSettings } from './table-settings.ts'

test('what is changed reads back, is what the kind takes, and plain settings are none', () => {
  const pinned = withTableSettings({}, { pinned: [3] })
  const both = withTableSettings(withTableSettings(pinned, { rows: 'roomy' }), { wrapped: ['title', 4] })
  expect(tableSettings(both)).toEqual({ rows: 'roomy', pinned: [3], wrapped: ['title', 4] })
  expect(viewKind('table')?.settings.safeParse(both.settings).success).toBe(true)
  expect(withTableSettings(both, { rows: 'normal', pinned: [], wrapped: [] }).settings).toEqual({})
})

test('what else the view keeps stays', () => {
  const colours = [{ when: { and: [] }, colour: 'red', of: 'row' }]
  expect(withTableSettings({ settings: { colours, rows: 'roomy' } }, { rows: 'normal' }).settings).toEqual({ colours })
})

test('an address that says something else shows the plain table', () => {
  expect(tableSettings({ settings: { rows: 'huge', pinned: ['x', 2], wrapped: 'all' } })).toEqual({
    rows: 'normal',
    pinned: [2],
    wrapped: [],
  })
})
