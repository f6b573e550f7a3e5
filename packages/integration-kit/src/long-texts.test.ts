import { describe, expect, test } from 'vitest'
import { fileOf } from './attachments.ts'
import { parseDateText } from './dates.ts'
import { importKindDefinitions } from './kinds/all.ts'
import { titleHint } from './title-words.ts'

/** Cells in which an expression that goes back would go through the same again from each place. */
const longTexts = [
  ' ',
  '\t',
  '\n ',
  '1',
  '1.',
  '1:',
  '-',
  '/',
  '(',
  '[',
  '<',
  '<http://a',
  '"',
  '; ',
  ',',
  '@',
  'a@',
  '?',
  'a ',
].flatMap((part) => {
  const run = part.repeat(100_000 / part.length)
  return [`x${run}x`, `1${run})`, `http://a/${run}b`]
})

describe('a cell as long as a file may have it is read in a time that grows with its length alone', () => {
  for (const kind of importKindDefinitions) {
    test(kind.id, () => {
      for (const text of longTexts) {
        const read = kind.read({ value: text, text, trimmed: text.trim(), settings: {}, timeZone: 'UTC' })
        expect(typeof read.ok).toBe('boolean')
      }
    })
  }

  test('titles, files and days', () => {
    for (const text of longTexts) {
      titleHint(text)
      fileOf(text)
      expect(parseDateText(text, 'dayFirst' as never, 'UTC')).toBeNull()
    }
  })
})

test('what reads so says the same as before', () => {
  expect(fileOf('The plan  <https://x.example/1>')).toEqual({ name: 'The plan', url: 'https://x.example/1' })
  expect(fileOf('https://x.example/a/plan%20b.pdf//?x#y')).toMatchObject({ name: 'plan b.pdf' })
  expect(fileOf('https://x.example/')).toMatchObject({ name: 'x.example' })
  expect(titleHint('Owner (team)')).toBe(titleHint('Owner'))
})
