import { expect, test } from 'vitest'
import { isNewViewName, newViewName } from './view-names.ts'

const form = { label: 'Form' }

test('a new view is called as its kind, with the next number where that is taken', () => {
  expect(newViewName(form, [])).toBe('Form')
  expect(newViewName(form, ['Form', 'Form 2'])).toBe('Form 3')
})

test('names that new views are given are told from those of people', () => {
  for (const given of ['Form', 'Form 2', 'Form 31']) expect(isNewViewName(form, given)).toBe(true)
  for (const said of ['Form 2b', 'Formation', 'Form ', 'Report a bug', 'form']) {
    expect(isNewViewName(form, said)).toBe(false)
  }
})
