import type { ExportStatus, ImportReport } from '@fulcrum/protocol'
import { defineBench } from './bench.ts'
import type { BenchContext, BenchRow } from './bench.ts'
import { bringIn, CsvFile } from './csv-import.ts'
import type { Imported } from './csv-import.ts'
import { editsBeside } from './edit-turns.ts'
import { copyIn, copyOut } from './floors/copy.ts'
import { interleave, residentOf } from './measure.ts'
import { rowOf } from './stats.ts'
import { makeBenchWorld } from './world.ts'
import type { BenchWorld } from './world.ts'

// An import takes seconds: fewer rounds of it say as much.
const importRounds = 5
const busyRounds = 3

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
      let importMs = 0
      const edits = await editsBeside(world, 'import', Math.min(context.rounds, busyRounds), async () => {
        importMs = Math.max(importMs, (await importOnce(world, source)).ms)
      })
      context.log(`with the edits of others beside it an import took ${seconds(importMs)}`)
      return [
        rowOf({
          what: `import of ${count} rows, upload to shown board`,
          unit: 'ms',
          ...whole,
          goal: 3,
          rail: `slowest ${seconds(Math.max(...whole.ours))}, rail < 20 s; server at most ${Math.round(peakMb)} MB`,
        }),
        ...edits,
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

/** Imports the file and throws the board away again. */
async function importOnce(world: BenchWorld, file: CsvFile): Promise<Imported> {
  const { report, ...imported } = await bringIn(world, file)
  await world.browser.must('/api/board.delete', { board: wholeBoard(report, file) })
  return imported
}

/** The board, if nothing of the file is missing. */
function wholeBoard({ board, items, problems }: ImportReport, { rowCount }: CsvFile): string {
  if (items.created !== rowCount || problems.length > 0) {
    throw new Error(`${items.created} of ${rowCount} rows came in: ${JSON.stringify(problems)}`)
  }
  return board
}

async function timed(work: () => Promise<void>): Promise<number> {
  const from = performance.now()
  await work()
  return performance.now() - from
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`
}
