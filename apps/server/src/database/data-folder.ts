import { randomBytes, timingSafeEqual } from 'node:crypto'
import {
  accessSync,
  constants,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs'
import { connect, createServer, type Server, type Socket } from 'node:net'
import path from 'node:path'
import { StartError } from '../operations/start-error.ts'
import { errorCode } from './binaries.ts'
import { tryLockFile } from './file-lock.ts'

/** A data folder that this process alone may use until it releases it or dies. */
export type DataFolder = {
  /** The real path: two names of one folder are one folder. */
  readonly dir: string
  /** Receives each local operator who connected; one handler at a time. Without a handler connections are closed. */
  onConnection(handler: (socket: Socket) => void): void
  release(): Promise<void>
}

type Owner = { pid: number; startedAt: string; port?: number; token?: string }

/** sun_path holds 104 bytes on macOS and 108 on Linux, with the closing zero. */
const maxSocketPathBytes = 103
const minFreeBytes = 64 * 1024 * 1024

export function fitsSocketPath(file: string): boolean {
  return Buffer.byteLength(file) <= maxSocketPathBytes
}

/**
 * Becomes the one owner of a data folder, creating it if needed; refuses at once, with nothing changed, when a living
 * process owns it. The lock belongs to the process, so it survives neither `kill -9` nor a restart of the machine, and
 * a reused process id means nothing. While held, a socket in the folder answers local operators.
 */
export async function holdDataFolder(givenDir: string): Promise<DataFolder> {
  const dir = prepareFolder(givenDir)
  const ownerFile = path.join(dir, 'owner.json')
  const lock = lockOrExplain(path.join(dir, 'owner.lock'))
  if (lock === undefined) throw folderInUse(dir)
  try {
    refuseFullDisk(dir)
    const token = randomBytes(24).toString('hex')
    let handler: ((socket: Socket) => void) | undefined
    const sockets = new Set<Socket>()
    const server = createServer((socket) => {
      sockets.add(socket)
      socket.on('close', () => sockets.delete(socket))
      socket.on('error', () => socket.destroy())
      const greet = () => (handler === undefined ? socket.destroy() : handler(socket))
      if (server.address() !== null && typeof server.address() === 'object') requireToken(socket, token, greet)
      else greet()
    })
    const socketFile = path.join(dir, 'operator.sock')
    const owner: Owner = { pid: process.pid, startedAt: new Date().toISOString() }
    rmSync(socketFile, { force: true })
    if (fitsSocketPath(socketFile)) {
      await listen(server, { path: socketFile })
    } else {
      owner.port = await listen(server, { host: '127.0.0.1', port: 0 })
      owner.token = token
    }
    writeFileSync(ownerFile, JSON.stringify(owner), { mode: 0o600 })
    return {
      dir,
      onConnection: (next) => {
        handler = next
      },
      release: async () => {
        for (const socket of sockets) socket.destroy()
        await new Promise<void>((resolve) => server.close(() => resolve()))
        rmSync(ownerFile, { force: true })
        rmSync(socketFile, { force: true })
        lock.release()
      },
    }
  } catch (error) {
    lock.release()
    throw explainFileError(error, dir)
  }
}

/** Reaches the process that holds a data folder; undefined when no process does. */
export async function connectDataFolder(dir: string): Promise<Socket | undefined> {
  const socketFile = path.join(dir, 'operator.sock')
  const owner = readOwner(path.join(dir, 'owner.json'))
  const socket =
    owner?.port === undefined ? connect({ path: socketFile }) : connect({ host: '127.0.0.1', port: owner.port })
  const opened = await new Promise<boolean>((resolve) => {
    socket.once('connect', () => resolve(true))
    socket.once('error', () => resolve(false))
  })
  if (!opened) return undefined
  if (owner?.token !== undefined) socket.write(`${owner.token}\n`)
  return socket
}

/** Says that a data folder has a living owner, and which. */
export function folderInUse(dir: string): StartError {
  return new StartError(
    'data-folder-in-use',
    `The data folder ${dir} is in use by another Fulcrum${describeOwner(path.join(dir, 'owner.json'))}. ` +
      'Stop that one first, or give this one a folder of its own with --data DIR.',
  )
}

/** Turns the usual ways in which a folder cannot be written into words. */
export function explainFileError(error: unknown, dir: string): unknown {
  if (error instanceof StartError) return error
  const cause = { cause: error }
  switch (errorCode(error)) {
    case 'EACCES':
    case 'EPERM':
      return new StartError(
        'data-folder-unusable',
        `The data folder ${dir} may not be written by this user. Change its owner, or give another with --data DIR.`,
        cause,
      )
    case 'EROFS':
      return new StartError('data-folder-unusable', `The data folder ${dir} is on a read-only file system.`, cause)
    case 'ENOTDIR':
    case 'EEXIST':
      return new StartError('data-folder-unusable', `The data folder ${dir} is not a folder.`, cause)
    case 'ENOSPC':
    case 'EDQUOT':
      return new StartError(
        'disk-full',
        `The disk of the data folder ${dir} is full. Free some space and start again.`,
        cause,
      )
    default:
      return error
  }
}

function prepareFolder(givenDir: string): string {
  const dir = path.resolve(givenDir)
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 })
    accessSync(dir, constants.W_OK | constants.X_OK)
    return realpathSync(dir)
  } catch (error) {
    throw explainFileError(error, dir)
  }
}

function lockOrExplain(file: string): { release(): void } | undefined {
  try {
    return tryLockFile(file)
  } catch (cause) {
    const dir = path.dirname(file)
    throw new StartError(
      'data-folder-unusable',
      `The data folder ${dir} cannot be locked (${cause instanceof Error ? cause.message : cause}). ` +
        'Check who owns it and that its file system allows locks.',
      { cause },
    )
  }
}

function refuseFullDisk(dir: string): void {
  const { bavail, bsize } = statfsSync(dir)
  const freeBytes = bavail * bsize
  if (freeBytes >= minFreeBytes) return
  throw new StartError(
    'disk-full',
    `The disk of the data folder ${dir} is full: ${Math.floor(freeBytes / 1024 / 1024)} MB free, ` +
      `at least ${minFreeBytes / 1024 / 1024} MB are needed. Free some space and start again.`,
  )
}

function requireToken(socket: Socket, token: string, greet: () => void): void {
  const expected = Buffer.from(`${token}\n`)
  socket.once('readable', () => {
    const got: Buffer | null = socket.read(expected.length)
    if (got !== null && got.length === expected.length && timingSafeEqual(got, expected)) greet()
    else socket.destroy()
  })
}

function listen(server: Server, where: { path: string } | { host: string; port: number }): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(where, () => {
      server.off('error', reject)
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
}

function readOwner(file: string): Owner | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

function describeOwner(file: string): string {
  const owner = readOwner(file)
  return owner === undefined ? '' : ` (process ${owner.pid}, started ${owner.startedAt})`
}
