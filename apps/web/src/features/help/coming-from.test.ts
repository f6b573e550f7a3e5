import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import tools from './coming-from.json' with { type: 'json' }

const page = readFileSync(path.resolve(import.meta.dirname, '../../../../../docs/coming-from.md'), 'utf8')

test('the page in docs says what the page in the app says', () => {
  const rows = tools.flatMap(({ words }) => words.map((row) => `| ${row.join(' | ')} |`))
  expect(rows.filter((row) => !page.includes(row))).toEqual([])
  expect(page.match(/^\| (?!there|---)/gm)).toHaveLength(rows.length)
  expect(tools.every(({ words }) => words.every((row) => row.length === 3))).toBe(true)
})
