import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ImportPreview, ImportReport, ImportStatus } from '@fulcrum/protocol'
import { defineBench } from './bench.ts'
import type { BenchContext, BenchRow } from './bench.ts'
import { openEdits } from './edit-turns.ts'
import type { Turns } from './edit-turns.ts'
import { copyIn, csvOf } from './floors/copy.ts'
import { interleave, residentOf } from './measure.ts'
import { quantile, rowOf } from './stats.ts'
import { makeBenchWorld } from './world.ts'
import type { BenchWorld } from './world.ts'

// An import takes seconds: fewer rounds of it say as much.
const importRounds = 5
const busyRounds = 3
const quietTurns = 5

/** From the file's first byte to the board that everybody sees, and what the others notice of it meanwhile. */
export const importing = defineBench({
  name: 'import',
  goal: 10,
  what: 'import of 100,000 rows of CSV x 12 columns, and the edits of others meanwhile',
  run: async (context: BenchContext): Promise<readonly BenchRow[]> => {
    const count = context.smoke ? 2_000 : 100_000
    const world = await makeBenchWorld(count)
    const source = new CsvFile(count)
    try {
      let peakMb = 0
      const whole = await interleave(
        Math.min(context.rounds, importRounds),
        async () => {
          const { ms, residentMb } = await importOnce(world, source)
          peakMb = Math.max(peakMb, residentMb)
          return ms
        },
        () => timed(() => copyIn(world.pool, source.path)),
      )
      const { rows, importMs } = await editsMeanwhile(world, source, Math.min(context.rounds, busyRounds))
      context.log(`with the edits of others beside it an import took ${seconds(importMs)}`)
      return [
        rowOf({
          what: `import of ${count} rows, upload to shown board`,
          unit: 'ms',
          ...whole,
          goal: 3,
          rail: `slowest ${seconds(Math.max(...whole.ours))}, rail < 20 s; server at most ${Math.round(peakMb)} MB`,
        }),
        ...rows,
        notYet('export of 100,000 rows', 'export is no part of this version yet'),
      ]
    } finally {
      source.remove()
      await world.stop()
    }
  },
})

const nothing = { ours: Number.NaN, floor: Number.NaN, ratio: Number.NaN, low: Number.NaN, high: Number.NaN }

/** A line for what the goal asks and nobody can do yet. */
function notYet(what: string, why: string): BenchRow {
  return { what, unit: '', ...nothing, goal: null, void: why }
}

interface Imported {
  readonly ms: number
  readonly residentMb: number
}

/** Sends the file, takes the preview as it is, waits for the board, and throws it away again. */
async function importOnce({ browser, server, pool }: BenchWorld, file: CsvFile): Promise<Imported> {
  const { rows } = await pool.query<{ id: string }>('SELECT id FROM workspace LIMIT 1')
  let residentMb = 0
  const from = performance.now()
  const sent = await browser.ask('/imports?name=work.csv&kind=csv', {
    method: 'POST',
    body: file.bytes,
    headers: { 'content-type': 'text/csv' },
  })
  if (sent.status !== 200) throw new Error(`the file was refused: ${JSON.stringify(sent.body)}`)
  const { id }: ImportPreview = sent.body
  await browser.must(`/imports/${id}/start`, { target: { workspace: rows[0]?.id, name: 'Imported' } })
  for (;;) {
    const { state, report, error }: ImportStatus = (await browser.get(`/imports/${id}`)).body
    residentMb = Math.max(residentMb, residentOf(server.pid) / 1_048_576)
    if (state === 'done' && report !== null) {
      const ms = performance.now() - from
      await browser.must('/api/board.delete', { board: wholeBoard(report, file) })
      return { ms, residentMb }
    }
    if (state !== 'running') throw new Error(`the import ${state}: ${error?.message ?? 'it says not why'}`)
    await sleep(25)
  }
}

/** The board, if nothing of the file is missing. */
function wholeBoard({ board, items, problems }: ImportReport, { rowCount }: CsvFile): string {
  if (items.created !== rowCount || problems.length > 0) {
    throw new Error(`${items.created} of ${rowCount} rows came in: ${JSON.stringify(problems)}`)
  }
  return board
}

/** Edits of another board with nothing else going on, then beside imports. */
async function editsMeanwhile(world: BenchWorld, source: CsvFile, rounds: number) {
  const edits = await openEdits(world)
  const quiet: Turns = { ours: [], floor: [] }
  const busy: Turns[] = []
  let importMs = 0
  await edits.turn({ ours: [], floor: [] })
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < quietTurns; turn++) await edits.turn(quiet)
    const turns: Turns = { ours: [], floor: [] }
    const state = { running: true }
    const done = importOnce(world, source).finally(() => {
      state.running = false
    })
    // A failed import is told of below, where it is waited for.
    done.catch(() => {})
    do await edits.turn(turns)
    while (state.running)
    importMs = Math.max(importMs, (await done).ms)
    busy.push(turns)
  }
  edits.close()
  const row = (share: number, goal: number) =>
    rowOf({
      what: `an edit beside an import, p${share * 100}`,
      unit: 'ms',
      ours: busy.map(({ ours }) => quantile(ours, share)),
      floor: busy.map(({ floor }) => quantile(floor, share)),
      goal,
      rail: `without the import ${quantile(quiet.ours, share).toFixed(1)} ms, floor ${quantile(quiet.floor, share).toFixed(1)} ms`,
    })
  return { rows: [row(0.5, 2), row(0.99, 2.5)], importMs }
}

/** The file, where PostgreSQL may read it too: on root's machine it runs as somebody else. */
class CsvFile {
  readonly rowCount: number
  readonly path: string
  readonly bytes: Buffer
  private readonly folder = mkdtempSync(path.join(tmpdir(), 'fulcrum-csv-'))

  constructor(rowCount: number) {
    this.rowCount = rowCount
    this.bytes = Buffer.from(csvOf(rowCount))
    this.path = path.join(this.folder, 'work.csv')
    writeFileSync(this.path, this.bytes)
    chmodSync(this.folder, 0o755)
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }
}

async function timed(work: () => Promise<void>): Promise<number> {
  const from = performance.now()
  await work()
  return performance.now() - from
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`
}
