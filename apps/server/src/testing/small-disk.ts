import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, fstatSync, ftruncateSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { createInterface } from 'node:readline'
import { errorCode } from '../database/binaries.ts'

/**
 * A folder with little room in it, for the processes whose command begins with `prefix`: a file system of its own where this user
 * may mount one, and elsewhere a limit on the length of files, which every system has.
 */
export interface SmallDisk {
  readonly kind: 'file-system' | 'limit'
  readonly prefix: readonly string[]
  /** The folder as those processes see it, and as the test does. */
  readonly dir: string
  readonly place: string
  /** Leaves no more room than that; a limit is always as narrow as it is. */
  fill(leftMegabytes?: number): void
  /** Gives the room back. A limit goes with the processes that have it. */
  makeRoom(): void
  remove(): Promise<void>
}

export interface Room {
  /** Of the file system. */
  readonly megabytes: number
  /** Of the longest file, where there is no file system to be had; PostgreSQL's log of writes has files of 16. */
  readonly longestFile: number
}

/** Makes one. With `FULCRUM_TEST_SMALL_DISK=limit` it is a limit, also where a file system could be mounted. */
export async function smallDisk(room: Room): Promise<SmallDisk> {
  const dir = mkdtempSync(path.join(tmpdir(), 'fulcrum-small-'))
  const isAsked = process.env['FULCRUM_TEST_SMALL_DISK'] === 'limit'
  return (isAsked ? undefined : await mounted(dir, room)) ?? limited(dir, room)
}

/** Whether a namespace of mounts is to be had as it is, inside one of users, or not at all. */
function namespaceFlags(): readonly string[] | undefined {
  const ways = [['--mount'], ['--user', '--map-root-user', '--mount']]
  const mount = ['sh', '-c', 'mount -t tmpfs -o size=1m none /mnt']
  return ways.find((way) => spawnSync('unshare', [...way, ...mount]).status === 0)
}

async function mounted(dir: string, { megabytes }: Room): Promise<SmallDisk | undefined> {
  const flags = namespaceFlags()
  if (flags === undefined) return undefined
  const script = 'mount -t tmpfs -o "size=$1m,mode=0700" none "$0" && echo mounted && read -r _'
  // Its stdin is a pipe that only we hold: the namespace, and the file system with it, goes with us.
  const keeper = spawn('unshare', [...flags, 'sh', '-c', script, dir, String(megabytes)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const exited = once(keeper, 'exit')
  const said = await Promise.race([once(createInterface({ input: keeper.stdout }), 'line'), exited.then(() => [])])
  if (said[0] !== 'mounted') throw new Error(`No file system could be mounted on ${dir}.`)
  const place = `/proc/${keeper.pid}/root${dir}`
  const filler = path.join(place, '.filler')
  const inUsers = flags.includes('--user') ? ['--user', '--preserve-credentials'] : []
  return {
    kind: 'file-system',
    prefix: ['nsenter', '--target', String(keeper.pid), ...inUsers, '--mount', '--'],
    dir,
    place,
    fill: (left = 0) => fillUp(filler, left),
    makeRoom: () => rmSync(filler, { force: true }),
    async remove() {
      keeper.stdin.end('\n')
      await exited
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

function fillUp(filler: string, leftMegabytes: number): void {
  const file = openSync(filler, 'a')
  try {
    for (const bytes of [1024 * 1024, 4096, 1]) {
      try {
        while (writeSync(file, Buffer.alloc(bytes)) > 0);
      } catch (error) {
        if (errorCode(error) !== 'ENOSPC') throw error
      }
    }
    if (leftMegabytes > 0) ftruncateSync(file, fstatSync(file).size - leftMegabytes * 1024 ** 2)
  } finally {
    closeSync(file)
  }
}

function limited(dir: string, { longestFile }: Room): SmallDisk {
  const script = `ulimit -f ${longestFile * 2048}; trap '' XFSZ; exec "$@"`
  return {
    kind: 'limit',
    prefix: ['sh', '-c', script, 'sh'],
    dir,
    place: dir,
    fill: () => {},
    makeRoom: () => {},
    remove: async () => rmSync(dir, { recursive: true, force: true }),
  }
}
