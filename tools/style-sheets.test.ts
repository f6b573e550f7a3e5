import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const root = path.join(import.meta.dirname, '..')
const sheets = globSync('{apps,packages}/*/src/**/*.css', { cwd: root })

/** What a style sheet lets change slowly: `background var(--fast)`. */
function transitions(css: string): string[] {
  return [...css.matchAll(/\btransition:([^;]*);/g)].flatMap(([, list = '']) =>
    list.split(/,(?![^(]*\))/).map((each) => each.trim().split(/\s/)[0] ?? ''),
  )
}

test('only where things are and whether they are seen changes slowly: a theme is another one at once', () => {
  const slow = sheets.flatMap((sheet) =>
    transitions(readFileSync(path.join(root, sheet), 'utf8')).map((property) => `${sheet}: ${property}`),
  )
  expect(sheets.length).toBeGreaterThan(50)
  expect(slow.filter((each) => !/: (transform|opacity|none)$/.test(each))).toEqual([])
})

test('no rule is about whatever follows something: each row that comes to a table would have all others styled anew', () => {
  const found = sheets.flatMap((sheet) => {
    const css = readFileSync(path.join(root, sheet), 'utf8').replaceAll(/\/\*[^]*?\*\//g, '')
    return [...css.matchAll(/[^{}]*\*\s*[+~]\s*\*[^{}]*\{/g)].map(([rule]) => `${sheet}: ${rule.trim()}`)
  })
  expect(found).toEqual([])
})
