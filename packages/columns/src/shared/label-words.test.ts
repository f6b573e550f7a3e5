import { expect, test } from 'vitest'
import { colourOf, guessColour, priorityRank, stageOf } from './label-words.ts'

test('names speak of stages and priorities in several languages', () => {
  expect(
    ['In Arbeit', 'Ready for QA', 'Erledigt', "Won't do", 'Ideas', 'Working on it', 'Selected for sprint'].map(stageOf),
  ).toEqual(['doing', 'review', 'done', 'canceled', 'backlog', 'doing', 'todo'])
  expect(stageOf('Purple')).toBeNull()
  expect(priorityRank('P0')).toBeLessThan(priorityRank('Highest') ?? 0)
  expect(priorityRank('sometime')).toBeNull()
})

test('a colour tells what a name speaks of, also where nobody says what the labels are about', () => {
  expect(
    ['Blocked', 'Waiting for customer', 'Done', 'Critical', 'Bug', 'Epic'].map((name) => guessColour(name, 0)),
  ).toEqual(['red', 'yellow', 'green', 'red', 'red', 'violet'])
  // A fix is done as a status and the name of a version elsewhere.
  expect(colourOf('Fixed', 'resolution', 3)).toBe('green')
  expect(colourOf('Fixed', 'other', 0)).toBe('blue')
  expect([0, 1, 11].map((position) => guessColour('Purple', position))).toEqual(['blue', 'teal', 'blue'])
})
