import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { helpText } from './commands.ts'

test('the help that the launcher shows before anything is installed tells of every command as it is', () => {
  expect(readFileSync(new URL('../help.txt', import.meta.url), 'utf8')).toBe(helpText())
})
