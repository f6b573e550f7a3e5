import type { LaneValue } from '@fulcrum/columnar'
import { askFiles, defineColumn, fail, fileFamilies, ok } from '@fulcrum/domain'
import type { FileLimits } from '@fulcrum/domain'
import * as z from 'zod/mini'
import { checkedBy } from '../shared/parse.ts'
import { entriesText, fileEntries, isStored, maxEntries, readEntries } from './entries.ts'
import type { FileEntry } from './entries.ts'

const settings = z.strictObject({
  /** By what the column sorts. */
  sortBy: z.enum(['name', 'count']),
  /** What files may be attached from now on; absent is any. The server holds every door to it. */
  accepts: z.exactOptional(
    z.array(z.enum(fileFamilies.map(({ id }) => id))).check(
      z.minLength(1, 'Choose what is taken.'),
      z.refine((ids) => new Set(ids).size === ids.length, 'Each once.'),
    ),
  ),
  maxMegabytes: z.exactOptional(z.int().check(z.gte(1), z.lte(100_000))),
})

export type FileSettings = z.infer<typeof settings>

export type FileValue = z.infer<typeof fileEntries>

const hash = '2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae'

/** Files that Fulcrum keeps, and addresses of files elsewhere. */
export const fileColumn = defineColumn({
  id: 'file',
  label: 'File',
  description: 'Files that you attach, and addresses of files elsewhere: designs, logs, contracts.',
  version: 1,
  migrations: [],
  settings,
  defaultSettings: { sortBy: 'name' },
  storage: () => ({ names: 'text', count: 'number', entries: 'json' }),
  defaultLane: 'names',
  rules: { not: ['unique', 'pattern', 'default'] },
  value: fileEntries,
  asks: (settings) => askFiles(limitsOf(settings)),
  // @NOTE entries are JSON.
  toLanes: (entries) => ({ names: namesOf(entries), count: entries.length, entries: entries as unknown as LaneValue }),
  fromLanes: (lane) => lane('entries') as FileEntry[] | null,
  files: (entries) => entries.filter(isStored),
  operators: [
    { id: 'contains', label: 'name contains', lane: 'names', op: 'contains', takes: 'text' },
    { id: 'not-contains', label: 'name does not contain', lane: 'names', op: 'notContains', takes: 'text' },
    { id: 'at-least', label: 'files ≥', lane: 'count', op: 'gte', takes: 'number' },
    { id: 'at-most', label: 'files ≤', lane: 'count', op: 'lte', takes: 'number' },
    { id: 'is-empty', label: 'has no file', lane: 'count', op: 'empty', takes: 'nothing' },
    { id: 'is-not-empty', label: 'has a file', lane: 'count', op: 'notEmpty', takes: 'nothing' },
  ],
  parse: (text) => {
    if (text.trim() === '') return ok(null)
    if (text.length > 2_600 * maxEntries) return fail(`A cell holds at most ${maxEntries} files.`)
    const read = readEntries(text)
    return read.ok ? checkedBy(fileEntries, read.value) : read
  },
  format: entriesText,
  display: namesOf,
  sort: { lane: 'names' },
  variant: ({ sortBy }) => (sortBy === 'count' ? { sort: { lane: 'count' } } : {}),
  aggregates: ['sum', 'filled'],
  aggregateLanes: { sum: 'count' },
  defaultAggregate: null,
  searchLanes: ['names'],
  roles: [],
  examples: [
    {
      settings: { sortBy: 'name' },
      values: [
        {
          value: [{ name: 'plan.pdf', sizeBytes: 5_120, type: 'application/pdf', hash }],
          text: `plan.pdf <file:5120/application/pdf/${hash}>`,
        },
        {
          value: [
            { name: 'Design, third; final', url: 'https://example.org/d' },
            { name: 'log 1.txt', sizeBytes: 0, type: 'text/plain', hash },
          ],
          text: `Design, third; final <https://example.org/d>; log 1.txt <file:0/text/plain/${hash}>`,
        },
        {
          value: [
            { name: 'My notes.pdf', url: 'https://example.org/My%20notes.pdf' },
            { name: 'example.com', url: 'https://example.com' },
          ],
          text: 'https://example.org/My%20notes.pdf, https://example.com',
        },
      ],
      badTexts: [
        'plan.pdf',
        'C:\\plan.pdf',
        'javascript:alert(1)',
        'Click <javascript:alert(1)>',
        'Write <mailto:ada@example.org>',
        'data:text/html,x',
        'plan.pdf <file:///etc/passwd>',
        `plan.pdf <file:5120/application/pdf/${hash.slice(1)}>`,
        `plan.pdf <file:5120/pdf/${hash}>`,
        `https://example.org/a <`,
        `${'<'.repeat(100_000)}`,
        'https://example.org/x, '.repeat(200_000),
      ],
      badValues: [
        [],
        'https://example.org/a',
        [{ name: 'x', url: 'javascript:alert(1)' }],
        [{ name: 'x', sizeBytes: -1, type: 'image/png', hash }],
        [{ name: 'x', sizeBytes: 1, type: 'image/png', hash: hash.toUpperCase() }],
        [{ name: 'x', sizeBytes: 1, type: 'image/png; charset=x', hash }],
        [{ name: 'x', sizeBytes: 1, type: 'image/png', hash, url: 'https://example.org' }],
        Array.from({ length: 101 }, (_, at) => ({ name: 'x', url: `https://example.org/${at}` })),
      ],
    },
    {
      settings: { sortBy: 'count' },
      values: [{ value: [{ name: 'Plan', url: 'https://example.org/p' }], text: 'Plan <https://example.org/p>' }],
    },
    {
      settings: { sortBy: 'name', accepts: ['pictures', 'office'], maxMegabytes: 1 },
      values: [
        {
          value: [
            { name: 'Plan.xlsx', sizeBytes: 1_048_576, type: 'application/zip', hash },
            { name: 'Elsewhere', url: 'https://example.org/p.exe' },
          ],
          text: `Plan.xlsx <file:1048576/application/zip/${hash}>; Elsewhere <https://example.org/p.exe>`,
        },
      ],
    },
  ],
})

/** What a column takes of files. */
export function limitsOf({ accepts, maxMegabytes }: FileSettings): FileLimits {
  return { ...(accepts && { accepts }), ...(maxMegabytes !== undefined && { maxMegabytes }) }
}

/** The names of what a cell holds, one behind the other. */
export function namesOf(entries: readonly FileEntry[]): string {
  return entries.map(({ name }) => name).join(', ')
}
