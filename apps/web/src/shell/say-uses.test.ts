import { expect, test } from 'vitest'
import { usesInWords } from './say-uses.ts'

const none = { links: 0, linkingItems: 0, columns: [], hiddenColumns: 0 }

test('what hangs on something is said with counts, and nothing where nothing does', () => {
  expect(usesInWords(none)).toBeNull()
  expect(usesInWords({ ...none, links: 1, linkingItems: 1 })).toBe(
    '1 item elsewhere was connected to it (1 connection).',
  )
  const column = { board: 'b', boardName: 'Tasks', title: 'Epic', kind: 'mirror' }
  expect(usesInWords({ links: 5, linkingItems: 3, columns: [column], hiddenColumns: 2 })).toBe(
    '3 items elsewhere were connected to it (5 connections). 3 columns followed from it: “Epic” on Tasks, 2 more.',
  )
  expect(usesInWords({ ...none, hiddenColumns: 1 })).toBe('1 column followed from it: 1 that you may not see.')
})
