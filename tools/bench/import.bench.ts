import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ExportStatus, ImportPreview, ImportReport, ImportStatus } from '@fulcrum/protocol'
import { defineBench } from './bench.ts'
import type { BenchContext, BenchRow } from './bench.ts'
import { openEdits } from './edit-turns.ts'
import type { Turns } from './edit-turns.ts'
import { copyIn, copyOut, csvOf } from './floors/copy.ts'
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
  what: 'import and export of 100,000 rows of CSV x 12 columns, and the edits of others meanwhile',
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
        ...(await exports(world, source, Math.min(context.rounds, importRounds))),
      ]
    } finally {
      source.remove()
      await world.stop()
    }
  },
})

/** The board that a file became, written again as CSV and as a workbook, from the order to the last byte. */
async function exports(world: BenchWorld, source: CsvFile, rounds: number): Promise<readonly BenchRow[]> {
  const board = (await bringIn(world, source)).report.board
  await copyIn(world.pool, source.path)
  const rows: BenchRow[] = []
  for (const format of ['csv', 'xlsx']) {
    let peakMb = 0
    const figures = await interleave(
      rounds,
      async () => {
        const { ms, residentMb } = await exportOnce(world, board, format, source.rowCount)
        peakMb = Math.max(peakMb, residentMb)
        return ms
      },
      () => timed(() => copyOut(world.pool, source.outPath)),
    )
    rows.push(
      rowOf({
        what: `export of ${source.rowCount} rows as ${format}, order to last byte`,
        unit: 'ms',
        ...figures,
        goal: null,
        rail: `slowest ${seconds(Math.max(...figures.ours))}, rail < 20 s; server at most ${Math.round(peakMb)} MB; floor is COPY TO of the same`,
      }),
    )
  }
  await world.browser.must('/api/board.delete', { board })
  return rows
}

/** Asks for a file and takes all of it. */
async function exportOnce(
  { browser, server }: BenchWorld,
  board: string,
  format: string,
  count: number,
): Promise<Imported> {
  let residentMb = 0
  const watch = setInterval(() => {
    residentMb = Math.max(residentMb, residentOf(server.pid) / 1_048_576)
  }, 50)
  const from = performance.now()
  const { id, total } = await browser.must<ExportStatus>('/exports', { board, format })
  const { status, body } = await browser.get(`/exports/${id}/file`)
  const ms = performance.now() - from
  clearInterval(watch)
  if (status !== 200 || total !== count || String(body).length < count)
    throw new Error(`the export of ${total} rows is not whole`)
  await browser.ask(`/exports/${id}`, { method: 'DELETE' })
  return { ms, residentMb }
}

interface Imported {
  readonly ms: number
  readonly residentMb: number
}

/** Imports the file and throws the board away again. */
async function importOnce(world: BenchWorld, file: CsvFile): Promise<Imported> {
  const { report, ...imported } = await bringIn(world, file)
  await world.browser.must('/api/board.delete', { board: wholeBoard(report, file) })
  return imported
}

/** Sends the file, takes the preview as it is, and waits for the board. */
async function bringIn(
  { browser, server, pool }: BenchWorld,
  file: CsvFile,
): Promise<Imported & { readonly report: ImportReport }> {
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
    if (state === 'done' && report !== null) return { ms: performance.now() - from, residentMb, report }
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
  /** Where `COPY` may write. */
  readonly outPath: string
  private readonly folder = mkdtempSync(path.join(tmpdir(), 'fulcrum-csv-'))

  constructor(rowCount: number) {
    this.rowCount = rowCount
    this.bytes = Buffer.from(csvOf(rowCount))
    this.path = path.join(this.folder, 'work.csv')
    writeFileSync(this.path, this.bytes)
    this.outPath = path.join(this.folder, 'out', 'work.csv')
    chmodSync(this.folder, 0o755)
    // It is the database that writes here, whoever it runs as.
    mkdirSync(path.dirname(this.outPath))
    chmodSync(path.dirname(this.outPath), 0o777)
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
