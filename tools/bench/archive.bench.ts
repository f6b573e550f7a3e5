import { setTimeout as sleep } from 'node:timers/promises'
import type { ArchiveStatus } from '@fulcrum/protocol'
import { defineBench } from './bench.ts'
import type { BenchContext, BenchRow } from './bench.ts'
import { bringIn, CsvFile } from './csv-import.ts'
import { copyIn, copyOut } from './floors/copy.ts'
import { interleave, residentOf } from './measure.ts'
import { rowOf } from './stats.ts'
import { makeBenchWorld } from './world.ts'
import type { BenchWorld } from './world.ts'

const rounds = 3

/** A workspace as an archive, and the archive as a workspace again: every item with its history. */
export const archive = defineBench({
  name: 'archive',
  goal: 15,
  what: 'a workspace of 100,000 items as an archive, out and in again',
  run: async (context: BenchContext): Promise<readonly BenchRow[]> => {
    const count = context.items ?? (context.smoke ? 2_000 : 100_000)
    const world = await makeBenchWorld(10)
    const source = new CsvFile(count)
    try {
      await bringIn(world, source)
      await copyIn(world.pool, source.path)
      const { rows } = await world.pool.query<{ id: string }>('SELECT id FROM workspace LIMIT 1')
      const workspace = rows[0]?.id ?? ''
      const peak = { mb: 0 }
      const watch = setInterval(() => {
        peak.mb = Math.max(peak.mb, residentOf(world.server.pid) / 1_048_576)
      }, 50)
      let file = Buffer.alloc(0)
      const written = await interleave(
        Math.min(context.rounds, rounds),
        async () => {
          const from = performance.now()
          file = await archiveOf(world, workspace)
          return performance.now() - from
        },
        () => timed(() => copyOut(world.pool, source.outPath)),
      )
      const outMb = Math.round(peak.mb)
      peak.mb = 0
      const taken = await interleave(
        Math.min(context.rounds, rounds),
        () => timed(() => takeIn(world, file, count)),
        () => timed(() => copyIn(world.pool, source.path)),
      )
      clearInterval(watch)
      const both = (Math.max(...written.ours) + Math.max(...taken.ours)) / 1_000
      const size = `${(file.length / 1_048_576).toFixed(1)} MB`
      return [
        rowOf({
          what: `out, order to last byte (${size})`,
          unit: 'ms',
          ...written,
          goal: null,
          rail: `server at most ${outMb} MB; floor is COPY TO of the rows without history`,
        }),
        rowOf({
          what: 'in, upload to shown workspace',
          unit: 'ms',
          ...taken,
          goal: null,
          rail: `out and in ${both.toFixed(1)} s at worst, goal < 60 s; server at most ${Math.round(peak.mb)} MB; floor is COPY and indexes`,
        }),
      ]
    } finally {
      source.remove()
      await world.stop()
    }
  },
})

async function archiveOf({ browser, server }: BenchWorld, workspace: string): Promise<Buffer<ArrayBuffer>> {
  const response = await fetch(`${server.url}/archives/of/${workspace}`, { headers: { cookie: browser.cookie } })
  const body = Buffer.from(await response.arrayBuffer())
  if (response.status !== 200) throw new Error(`there is no archive: ${body.toString().slice(0, 300)}`)
  return body
}

async function takeIn({ browser }: BenchWorld, file: Buffer<ArrayBuffer>, count: number): Promise<void> {
  const sent = await browser.ask('/archives?name=work.fulcrum', { method: 'POST', body: file })
  if (sent.status !== 200) throw new Error(`the archive was refused: ${JSON.stringify(sent.body)}`)
  const { id }: ArchiveStatus = sent.body
  for (;;) {
    const { state, taken, error }: ArchiveStatus = (await browser.get(`/archives/${id}`)).body
    if (state === 'done') {
      if ((taken?.items ?? 0) < count) throw new Error(`${taken?.items} of ${count} items came in`)
      return
    }
    if (state !== 'running') throw new Error(`the archive ${state}: ${error?.message ?? 'it says not why'}`)
    await sleep(25)
  }
}

async function timed(work: () => Promise<void>): Promise<number> {
  const from = performance.now()
  await work()
  return performance.now() - from
}
