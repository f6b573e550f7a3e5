import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { formulaPage } from './page.ts'
import { pagePath } from './write.ts'

test('docs/formulas.md says what the functions are today (node tools/formula-docs/write.ts)', () => {
  expect(readFileSync(pagePath, 'utf8')).toBe(formulaPage())
})
