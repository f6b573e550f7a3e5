import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { askAs, type Stage } from './stage.ts'

interface Listed {
  readonly next: string | null
}

/** Of the stage, of languages in themselves, and of other tools. */
const names = [
  'Fulcrum',
  'Tidewater (sample)',
  'Maya Krog',
  'maya@example.org',
  'Ali Brandt',
  'How we release',
  'First draft',
  'Work items',
  'Epics',
  'English',
  'Pseudo, longer',
  'Pseudo, from right to left',
  'monday',
  'Jira',
  'Linear',
  'UTC',
]

/** All that people wrote on the stage, and names that are no language's. */
export async function wordsOfPeople(page: Page, stage: Stage): Promise<readonly string[]> {
  const ask = askAs(page)
  const all = new Set<string>([...names, stage.url])
  const collect = (value: unknown): void => {
    if (typeof value === 'string' && /[a-z]/i.test(value)) value.split('\n').forEach((line) => all.add(line.trim()))
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(collect)
  }
  for (const [name, address] of Object.entries(stage.boards)) {
    all.add(name)
    const [, hex = ''] = /_([0-9a-f]{32})/.exec(address) ?? []
    const board = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
    collect(await ask('/api/board.get', { board }))
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Listed = await ask<Listed>('/api/item.list', { board, limit: 500, ...(cursor !== '' && { cursor }) })
      collect(page)
      cursor = page.next
    }
  }
  collect(await ask('/api/member.list', {}))
  return [...all].sort((one, other) => other.length - one.length)
}

const textsInSight = readFileSync(path.join(import.meta.dirname, 'texts-in-sight.js'), 'utf8')

/** Visible texts and labels with English in them: neither of a message in the pseudo-locale, nor what people wrote. */
export async function englishOf(page: Page, own: readonly string[]): Promise<string[]> {
  const said = await page.evaluate<string[]>(textsInSight)
  return [...new Set(said)].filter((text) => hasEnglish(text, own))
}

const months = Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2024, month, 1)))
const days = Array.from({ length: 7 }, (_, day) => new Date(Date.UTC(2024, 0, day + 1)))
/** What `Intl` says, which speaks the account's language. */
const ofIntl = new RegExp(
  `\\b(${[
    ...months.flatMap((at) => ['long', 'short'].map((month) => at.toLocaleString('en', { month } as object))),
    ...days.flatMap((at) =>
      ['long', 'short', 'narrow'].map((weekday) => at.toLocaleString('en', { weekday } as object)),
    ),
    'AM|PM|yesterday|today|tomorrow|now|ago|in|min|hr|days?|weeks?|mo|last|next|at|W|Q',
  ].join('|')})\\b`,
  'g',
)

function hasEnglish(text: string, own: readonly string[]): boolean {
  // Values within messages are between these signs.
  let rest = text.replace(/\u2068[^\u2069]*\u2069/g, ' ')
  for (const words of own) rest = rest.replaceAll(words, ' ')
  // Keys of items, initials, tables that a backup is at, and what Intl says.
  rest = rest.replace(/\b[A-Z]{2,5}-\d+\b|^[A-Z]{1,2}$|^table \w+$/g, ' ').replace(ofIntl, ' ')
  return /[a-z]{2,}/i.test(rest)
}
