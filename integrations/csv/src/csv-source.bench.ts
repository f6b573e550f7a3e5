import { createReadStream, createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ImportFile } from '@fulcrum/integration-kit'
import { csvSource } from './csv-source.ts'

const rowCount = 100_000
const states = ['Backlog', 'To do', 'In progress', 'In review', 'Done', "Won't do"]
const people = Array.from({ length: 60 }, (_, i) => `Person ${String.fromCharCode(65 + (i % 26))}${i} Example`)
const words = 'the board shows what a team is doing now and what it has done before with dates and people'.split(' ')

/** Rows as teams export them: 12 columns, quoted texts, lists, dates, empty cells. */
function* lines(): Generator<string> {
  yield 'Key,Title,Status,Owner,Priority,Due,Created,Points,Cost,Labels,Description,Done\r\n'
  let state = 11
  const next = (limit: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state % limit
  }
  const phrase = (length: number) => Array.from({ length }, () => words[next(words.length)]).join(' ')
  for (let i = 1; i <= rowCount; i++) {
    const day = `2024-${String(next(12) + 1).padStart(2, '0')}-${String(next(28) + 1).padStart(2, '0')}`
    yield (
      [
        `T-${i}`,
        `"${phrase(6)}, ${i}"`,
        states[next(6)],
        next(5) === 0 ? '' : people[next(60)],
        ['High', 'Medium', 'Low'][next(3)],
        next(3) === 0 ? '' : day,
        `${day} ${String(next(24)).padStart(2, '0')}:15`,
        next(13),
        `"1,${String(next(1000)).padStart(3, '0')}.50"`,
        `"${words[next(8)]}, ${words[next(8)]}"`,
        `"${phrase(20)}\n${phrase(10)} ""${phrase(2)}"""`,
        next(2) === 0 ? 'yes' : 'no',
      ].join(',') + '\r\n'
    )
  }
}

function fileOn(disk: string): ImportFile {
  return { name: 'rows.csv', sizeBytes: statSync(disk).size, read: () => createReadStream(disk) }
}

/** The least that reading can cost: cut at ends of lines and commas, no quotes, no kinds, no records. */
async function floor(disk: string): Promise<number> {
  let cells = 0
  let rest = ''
  for await (const text of createReadStream(disk, 'utf8') as AsyncIterable<string>) {
    const found = (rest + text).split('\r\n')
    rest = found.pop() ?? ''
    for (const line of found) cells += line.split(',').length
  }
  return cells
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  await work()
  return performance.now() - startedAt
}

/** Opening a file of 100,000 rows (everything is guessed) and reading all its records, with the memory that takes. */
export const bench = {
  name: 'csv-source',
  async run() {
    const folder = mkdtempSync(path.join(tmpdir(), 'fulcrum-bench-'))
    try {
      const disk = path.join(folder, 'rows.csv')
      await pipeline(Readable.from(lines()), createWriteStream(disk))
      const before = process.memoryUsage().rss
      let peak = before
      const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 5)
      let document = await csvSource.open(fileOn(disk))
      const oursMs = await timed(async () => (document = await csvSource.open(fileOn(disk))))
      let count = 0
      const readMs = await timed(async () => {
        for await (const record of document.records()) if (record.key !== '') count++
      })
      clearInterval(watch)
      const floorMs = await timed(() => floor(disk))
      const mb = (bytes: number) => `${(bytes / 1024 ** 2).toFixed(0)} MB`
      const note = `${count} records of ${mb(statSync(disk).size)}; peak ${mb(peak)} RSS, ${mb(peak - before)} above the start`
      return [
        { what: 'open 100,000 rows x 12 columns, all guessed', oursMs, floorMs, ratio: oursMs / floorMs, note },
        { what: 'read their records', oursMs: readMs, floorMs, ratio: readMs / floorMs, note: '' },
      ]
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

if (import.meta.main) {
  for (const { what, oursMs, floorMs, ratio, note } of await bench.run()) {
    const shown = [oursMs, floorMs, ratio].map((value) => value.toFixed(1).padStart(9)).join('')
    process.stdout.write(`${what.padEnd(48)}${shown}  ${note}\n`)
  }
}
