import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { WebSocket } from 'ws'
import { commitOne, prepareCommits } from './floors/commit.ts'
import { startFloor } from './floors/process.ts'
import { BoardReplica } from './replica.ts'
import { connect } from './sockets.ts'
import type { BenchRow } from './bench.ts'
import { quantile, rowOf } from './stats.ts'
import type { BenchWorld } from './world.ts'

const editsPerTurn = 10
const spacingMs = 20
const quietTurns = 5

/** How long each edit took, ms, and each floor beside it. */
export interface Turns {
  readonly ours: number[]
  readonly floor: number[]
}

/**
 * Goal 1 with one watcher, for what goes on beside something else: from one client's click to another client's state, in turns
 * with a commit and an echo, 50 a second.
 */
export async function openEdits(world: BenchWorld) {
  await prepareCommits(world.pool)
  const floor = await startFloor('sockets.ts')
  const echo = new WebSocket(`ws://127.0.0.1:${floor.port}`)
  await once(echo, 'open')
  const replica = await BoardReplica.open(world)
  const writer = await connect(world)
  let [value, version] = [0, 0]

  async function oneEdit(): Promise<void> {
    const text = `edit ${++value}`
    const seen = replica.until(() => replica.board.cell(value % 500, 8) === text)
    await writer.run('item.setCells', { board: world.board, column: 8, rows: [value % 500], values: [text] })
    await seen
  }

  async function oneFloor(): Promise<void> {
    await commitOne(world.pool, ++version)
    const back = once(echo, 'message')
    echo.send('echo'.padEnd(300, '.'))
    await back
  }

  return {
    /** A few edits, then as many floors, into a list of times. */
    async turn({ ours, floor: bare }: Turns): Promise<void> {
      for (let at = 0; at < editsPerTurn; at++) await paced(oneEdit, ours)
      for (let at = 0; at < editsPerTurn; at++) await paced(oneFloor, bare)
    },
    close(): void {
      for (const each of [writer, replica]) each.close()
      echo.terminate()
      floor.stop()
    },
  }
}

/** Edits with nothing else going on, then beside some work of so many rounds. */
export async function editsBeside(
  world: BenchWorld,
  what: string,
  rounds: number,
  work: () => Promise<void>,
): Promise<readonly BenchRow[]> {
  const edits = await openEdits(world)
  const quiet: Turns = { ours: [], floor: [] }
  const busy: Turns[] = []
  await edits.turn({ ours: [], floor: [] })
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < quietTurns; turn++) await edits.turn(quiet)
    const turns: Turns = { ours: [], floor: [] }
    const state = { running: true }
    const done = work().finally(() => {
      state.running = false
    })
    // A failure is told of below, where it is waited for.
    done.catch(() => {})
    do await edits.turn(turns)
    while (state.running)
    await done
    busy.push(turns)
  }
  edits.close()
  const row = (share: number, goal: number) =>
    rowOf({
      what: `an edit beside ${/^[aeiou]/.test(what) ? 'an' : 'a'} ${what}, p${share * 100}`,
      unit: 'ms',
      ours: busy.map(({ ours }) => quantile(ours, share)),
      floor: busy.map(({ floor }) => quantile(floor, share)),
      goal,
      rail: `without the ${what} ${quantile(quiet.ours, share).toFixed(1)} ms, floor ${quantile(quiet.floor, share).toFixed(1)} ms`,
    })
  return [row(0.5, 2), row(0.99, 2.5)]
}

async function paced(work: () => Promise<void>, times: number[]): Promise<void> {
  const from = performance.now()
  await work()
  times.push(performance.now() - from)
  await sleep(Math.max(0, from + spacingMs - performance.now()))
}
