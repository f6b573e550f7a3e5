import { readFileSync } from 'node:fs'
import path from 'node:path'
import { must } from '@fulcrum/domain'
import type { ColumnKind, Json } from '@fulcrum/domain'
import { describe, expect, test } from 'vitest'
import { columnKinds } from './all.ts'
import { contractContext } from './column-kind-contract.ts'
import { aggregateLabels } from './shared/aggregate-words.ts'

const page = readFileSync(path.join(import.meta.dirname, '../../../docs/columns.md'), 'utf8')
const kinds: readonly ColumnKind[] = columnKinds

/** The cells of the table rows of a text, without its heads. */
function tableRows(text: string): string[][] {
  const lines = text.split('\n').filter((line) => line.startsWith('|'))
  const cells = lines.map((line) =>
    line
      .slice(1, -1)
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim().replaceAll('\\|', '|')),
  )
  const heads = new Set(cells.flatMap((row, at) => (/^-+$/.test(row[0] ?? '') ? [at - 1, at] : [])))
  return cells.filter((_, at) => !heads.has(at))
}

/** The part of the page under the heading of a kind. */
function sectionOf({ label }: ColumnKind): string {
  const [, after] = page.split(`\n### ${label}\n`)
  return must(after, `docs/columns.md has a section "### ${label}"`).split(/\n##/)[0] ?? ''
}

/** Whether some settings of the examples make of the text what the page says. */
function shows(kind: ColumnKind, text: string, shown: string): boolean {
  return kind.examples.some(({ settings }) => {
    const read = kind.parse(text, settings, contractContext)
    return read.ok && shownOf(kind, read.value, settings) === shown
  })
}

function shownOf(kind: ColumnKind, value: Json, settings: Json): string {
  // Formatters put spaces that do not break between numbers and units.
  return value === null ? 'empty' : (kind.display ?? kind.format)(value, settings, contractContext).replace(/\s/g, ' ')
}

test('the table of docs/columns.md has every kind in the order in which people choose one, with what it says of itself', () => {
  const table = tableRows(must(page.split('\n## ')[0]))
  expect(table).toEqual(
    kinds.map(({ label, description, group, aggregates }) => [
      `[${label}](#${anchorOf(label)})`,
      description,
      group === undefined ? '' : 'yes',
      aggregates.map((aggregate) => aggregateLabels[aggregate].toLowerCase()).join(', '),
    ]),
  )
})

test('the page has no section of a kind that there is not', () => {
  const headings = [...page.matchAll(/^### (.*)$/gm)].map(([, heading]) => heading)
  expect(headings).toEqual(kinds.map(({ label }) => label))
})

describe.each(kinds.map((kind) => [kind.label, kind] as const))('the section of %s', (_, kind) => {
  test('names the kind as programs do and the ways to filter by it, and gives an example', () => {
    const section = sectionOf(kind)
    expect(section).toContain(`\`${kind.id}\``)
    const filters = kind.operators.map(({ label }) => label).join(', ')
    if (filters !== '') expect(section).toContain(`Filters: ${filters}.`)
    expect(tableRows(section).length).toBeGreaterThan(0)
  })

  test('says of each example what the cell shows', () => {
    for (const [text = '', shown] of tableRows(sectionOf(kind))) {
      const written = text.replace(/^`+ ?(.*?) ?`+$/, '$1')
      if (shown === undefined) {
        // Nobody writes into these: the page shows what stands there.
        const values = kind.examples.flatMap(({ settings, values: all }) =>
          all.map(({ value }) => shownOf(kind, value, settings)),
        )
        expect(values).toContain(written)
      } else expect(shows(kind, written, shown), `${kind.label}: ${text} shows ${shown}`).toBe(true)
    }
  })
})

/** The address of a heading on the page. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-')
}
