import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ChangesMessage, ServerMessage } from '@fulcrum/protocol'
import { WebSocket } from 'ws'
import { defineBench } from './bench.ts'
import type { BenchContext, BenchRow } from './bench.ts'
import { startFloor } from './floors/process.ts'
import { cpuOf, interleave } from './measure.ts'
import { BoardReplica, applyChanges, fetchBoard } from './replica.ts'
import { connect, openScope } from './sockets.ts'
import type { BenchSocket } from './sockets.ts'
import { rowOf } from './stats.ts'
import { makeBenchWorld } from './world.ts'
import type { BenchWorld } from './world.ts'

const editsPerSlice = 20
const spacingMs = 45

/** Everybody who watches gets every edit; then a third of the sockets is cut, comes back, and misses nothing. */
export const fanOut = defineBench({
  name: 'fan-out',
  goal: 2,
  what: 'fan-out to 500 watchers, 20 edits/s, 30 % of the sockets cut, and catching up 10,000 changes',
  run: async (context: BenchContext): Promise<readonly BenchRow[]> => {
    const count = context.smoke ? 50 : 500
    const world = await makeBenchWorld(context.smoke ? 1_000 : 100_000)
    const watchers = await Promise.all(Array.from({ length: count }, () => Watcher.open(world)))
    const writer = await connect(world)
    let value = 0
    const edit = async () => {
      const text = `edit ${++value}`
      await writer.run('item.setCells', { board: world.board, column: 8, rows: [value % 500], values: [text] })
    }
    const floor = await startFloor('sockets.ts')
    const raw = await Promise.all(Array.from({ length: count }, () => RawWatcher.open(floor.port)))
    const frame = `all ${'.'.repeat(watchers[0]?.frameLength ?? 400)}`
    const sendRaw = async () => raw[0]?.socket.send(frame)
    const perDelivery = await interleave(
      context.rounds,
      () => slice(world.server.pid, edit, count, () => watchers.every((each) => each.version >= value)),
      () => slice(floor.pid, sendRaw, count, () => raw.every((each) => each.frames >= (raw[0]?.frames ?? 0))),
    )
    for (const each of raw) each.socket.terminate()
    floor.stop()
    const broken = await cutAndReturn(world, watchers, edit)
    for (const each of watchers) each.close()
    const catchUp = await catchingUp(world, context, writer)
    writer.close()
    await world.stop()
    return [
      rowOf({ what: 'CPU of a delivery', unit: 'us', ...perDelivery, goal: 1.3 }),
      { ...exact('frames lost or doubled after cutting 30 %', broken) },
      catchUp,
    ]
  },
})

function exact(what: string, ours: number): BenchRow {
  return { what, unit: '', ours, floor: 0, ratio: ours, low: ours, high: ours, goal: 0 }
}

/** The server's CPU time for one frame to one socket, in microseconds. */
async function slice(
  pid: number,
  edit: () => Promise<unknown>,
  count: number,
  arrived: () => boolean,
): Promise<number> {
  const from = cpuOf(pid)
  for (let at = 0; at < editsPerSlice; at++) await Promise.all([edit(), sleep(spacingMs)])
  while (!arrived()) await sleep(2)
  return ((cpuOf(pid) - from) * 1_000) / (editsPerSlice * count)
}

/** Cuts sockets in the middle of edits, lets them come back, and counts versions that came twice or never. */
async function cutAndReturn(world: BenchWorld, watchers: Watcher[], edit: () => Promise<void>): Promise<number> {
  const cut = watchers.slice(0, Math.ceil(watchers.length * 0.3))
  for (let at = 0; at < 10; at++) await edit()
  for (const each of cut) each.close()
  for (let at = 0; at < 10; at++) await edit()
  await Promise.all(cut.map((each) => each.reopen(world)))
  for (let at = 0; at < 10; at++) await edit()
  const newest = () => Math.max(...watchers.map(({ version }) => version))
  const deadline = performance.now() + 10_000
  while (watchers.some(({ version }) => version < newest()) && performance.now() < deadline) await sleep(5)
  const behind = watchers.filter(({ version }) => version < newest()).length
  return behind + watchers.reduce((sum, each) => sum + each.wrong, 0)
}

/**
 * What a client that is 10,000 changes behind waits for until its copy is right, against opening the board afresh. Each of
 * the changes sets another cell, so that nothing is saved by setting one of them twice.
 */
async function catchingUp(world: BenchWorld, context: BenchContext, writer: BenchSocket): Promise<BenchRow> {
  const missed = context.smoke ? 200 : 10_000
  const copy = await BoardReplica.open(world)
  copy.close()
  const { board, version, fingerprint } = copy
  for (let at = 0; at < missed; at += 20) {
    await Promise.all(
      Array.from({ length: 20 }, (_, next) => {
        const text = `missed ${at + next}`
        return writer.run('item.setCells', { board: world.board, column: 8, rows: [at + next], values: [text] })
      }),
    )
  }
  const timed = async (open: () => Promise<unknown>) => {
    const from = performance.now()
    await open()
    return performance.now() - from
  }
  const late = async () => {
    board.version = version
    const { promise, resolve } = Promise.withResolvers<void>()
    const socket = await connect(world, (frame) => {
      const message = JSON.parse(frame.toString()) as ServerMessage
      if (message.t === 'changes') applyChanges(board, message.changes)
      if (board.version === version + missed) resolve()
    })
    const opened = await openScope(socket, { scope: world.scope, version, fingerprint })
    if (opened.t !== 'resumed') throw new Error('the changes that were missed are not told any more')
    await promise
    socket.close()
    if (board.cell(missed - 1, 8) !== `missed ${missed - 1}`) throw new Error('a missed change is not in the copy')
  }
  const fresh = async () => {
    const socket = await connect(world)
    const opened = await openScope(socket, { scope: world.scope })
    if (opened.t === 'opened') await fetchBoard(world, opened)
    socket.close()
  }
  const times = await interleave(
    context.rounds,
    () => timed(late),
    () => timed(fresh),
  )
  return rowOf({ what: `catching up ${missed} changes against a fresh open`, unit: 'ms', ...times, goal: 0.25 })
}

/** A socket that follows a board by versions. */
class Watcher {
  version = 0
  wrong = 0
  frameLength = 400
  fingerprint = ''
  private socket: BenchSocket | null = null

  static async open(world: BenchWorld, known: object = {}): Promise<Watcher> {
    const watcher = new Watcher()
    await watcher.connect(world, known)
    return watcher
  }

  reopen(world: BenchWorld): Promise<void> {
    return this.connect(world, { version: this.version, fingerprint: this.fingerprint })
  }

  close(): void {
    this.socket?.close()
  }

  private async connect(world: BenchWorld, known: object): Promise<void> {
    this.socket = await connect(world, (frame) => this.take(frame))
    const opened = await openScope(this.socket, { scope: world.scope, ...known })
    this.version = Math.max(this.version, opened.version)
    if (opened.t === 'opened') this.fingerprint = opened.fingerprint
  }

  private take(frame: Buffer): void {
    // The type stands at the front: only frames of changes are looked into.
    if (!frame.subarray(0, 16).includes('"changes"')) return
    this.frameLength = frame.length
    const { changes } = JSON.parse(frame.toString()) as ChangesMessage
    for (const { version, since = version - 1, more } of changes) {
      if (this.version > 0 && since !== this.version) this.wrong += 1
      if (!more) this.version = version
    }
  }
}

class RawWatcher {
  frames = 0
  readonly socket: WebSocket

  constructor(socket: WebSocket) {
    this.socket = socket
    socket.on('message', () => {
      this.frames += 1
    })
  }

  static async open(port: number): Promise<RawWatcher> {
    const socket = new WebSocket(`ws://127.0.0.1:${port}`, { perMessageDeflate: false })
    await once(socket, 'open')
    return new RawWatcher(socket)
  }
}
