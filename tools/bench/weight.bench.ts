import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { defineBench } from './bench.ts'
import type { BenchContext, BenchRow } from './bench.ts'
import { boardScriptKb } from './board-script.ts'
import { interleave, residentOf } from './measure.ts'
import { rowOf } from './stats.ts'

const root = path.join(import.meta.dirname, '../..')
const idleMs = 3_000

/** React and its DOM, minified and brotli-compressed, kB: what every page of this kind begins with. */
const reactKb = 58

/** What Fulcrum weighs before anybody does anything. */
export const weight = defineBench({
  name: 'weight',
  goal: 12,
  what: 'weight: start to usable, idle memory, JavaScript of the board route',
  run: async (context: BenchContext): Promise<readonly BenchRow[]> => {
    const dataDir = mkdtempSync(path.join(tmpdir(), 'fulcrum-weight-'))
    const ours = () => start(['apps/cli/src/main.ts', 'up', '--port', '0', '--no-web', '--data', dataDir], context)
    const bare = () => start(['tools/bench/floors/bare-node.ts'], context)
    const sides = await interleave(Math.min(context.rounds, 5), ours, bare)
    rmSync(dataDir, { recursive: true, force: true })
    const of = (key: 'startMs' | 'residentMb') => ({
      ours: sides.ours.map((side) => side[key]),
      floor: sides.floor.map((side) => side[key]),
    })
    const script = boardScriptKb(path.join(root, 'apps/web/dist'))
    const scriptRow =
      script === null
        ? []
        : [
            rowOf({
              what: 'JavaScript of the board route',
              unit: 'kB',
              ours: [script],
              floor: [reactKb],
              goal: 2.5,
              rail: 'rail < 145 kB',
            }),
          ]
    return [
      rowOf({
        what: 'start to address, warm, PostgreSQL with it',
        unit: 'ms',
        ...of('startMs'),
        goal: 10,
        rail: 'rail < 5,000 ms',
      }),
      rowOf({ what: 'idle memory, database apart', unit: 'MB', ...of('residentMb'), goal: 4, rail: 'rail < 256 MB' }),
      ...scriptRow,
    ]
  },
})

/** Starts a program, waits for its first line, lets it idle, and stops it. */
async function start(
  args: readonly string[],
  { smoke }: BenchContext,
): Promise<{ startMs: number; residentMb: number }> {
  const from = performance.now()
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'ignore'] })
  await once(createInterface({ input: child.stdout }), 'line')
  const startMs = performance.now() - from
  await sleep(smoke ? 300 : idleMs)
  const residentMb = residentOf(child.pid ?? 0) / 1_048_576
  const exited = once(child, 'exit')
  child.kill('SIGTERM')
  await exited
  return { startMs, residentMb }
}
