import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '../../../..')
const startTimeoutMs = 120_000

/** Fulcrum as people start it: its own process, database, folder and port. */
export interface RunningFulcrum {
  readonly url: string
  /** The one-use link of the first owner. */
  readonly ownerLink: string
  /** Its data folder, for the commands of the command line. */
  readonly data: string
  /** Asks it to stop, waits until it has, and gives its exit code. */
  stop(): Promise<number>
  /** Kills the server and its database with no time to write anything. */
  kill(): Promise<void>
  /** Starts it anew on the same port and folder. */
  startAgain(): Promise<void>
}

/** Runs a command of the command line, as people do; gives what it says. */
export async function runCommand(...args: readonly string[]): Promise<string> {
  const { DATABASE_URL: _own, ...env } = process.env
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'apps/cli/src/main.ts', ...args], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += String(chunk)))
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code !== 0) throw new Error(`${args[0] ?? ''} failed:\n${said}`)
  return said
}

/** Imports a file by the command line. */
export async function importFile({ data }: RunningFulcrum, kind: string, file: string): Promise<string> {
  return runCommand('import', kind, file, '--data', data)
}

/** A folder for one test; whoever made it removes it. */
export function scratchFolder(): string {
  return mkdtempSync(path.join(tmpdir(), 'fulcrum-e2e-'))
}

/** Starts Fulcrum on a folder in which somebody is an owner already. */
export async function startOn(data: string): Promise<Pick<RunningFulcrum, 'url' | 'data' | 'stop'>> {
  const { child, exited, address } = await launch(['--port', '0', '--data', data], /^Fulcrum is at (http\S+)$/m)
  return { url: address, data, stop: async () => stopped(child, exited) }
}

async function stopped(child: ChildProcess, exited: Run['exited']): Promise<number> {
  child.kill('SIGTERM')
  const [code] = await exited
  return code ?? -1
}

/** Starts Fulcrum with the built web app; the app is built first where anything has changed. */
export async function startFulcrum(flags: readonly string[] = []): Promise<RunningFulcrum> {
  const data = scratchFolder()
  let run = await launch(['--port', '0', '--data', data, ...flags], /^(http\S+\/link#\S+)$/m)
  const ownerLink = run.address
  const { port, origin } = new URL(ownerLink)
  const stop = async (): Promise<number> => {
    const code = await stopped(run.child, run.exited)
    rmSync(data, { recursive: true, force: true })
    return code
  }
  return {
    url: origin,
    ownerLink,
    data,
    stop,
    kill: async () => {
      const postmaster = Number(readFileSync(path.join(data, 'postgres/cluster/postmaster.pid'), 'utf8').split('\n')[0])
      run.child.kill('SIGKILL')
      process.kill(postmaster, 'SIGKILL')
      await run.exited
    },
    startAgain: async () => {
      run = await launch(['--port', port, '--data', data, ...flags], /^Fulcrum is at (http\S+)$/m)
    },
  }
}

interface Run {
  readonly child: ChildProcess
  readonly exited: Promise<readonly [number | null]>
  /** What was waited for. */
  readonly address: string
}

/** Runs `up` and waits until it says an address in this way. */
async function launch(flags: readonly string[], line: RegExp): Promise<Run> {
  const { DATABASE_URL: _own, ...env } = process.env
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', 'apps/cli/src/main.ts', 'up', ...flags],
    { cwd: root, env: { ...env, FULCRUM_LOG: 'error' }, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  // @NOTE what the event of a child process gives first.
  const exited = once(child, 'exit') as Promise<[number | null]>
  let said = ''
  const address = new Promise<string>((resolve, reject) => {
    const hear = (chunk: Buffer): void => {
      said += String(chunk)
      const found = line.exec(said)?.[1]
      if (found !== undefined) resolve(found)
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    void exited.then(() => reject(new Error(`Fulcrum ended before it was there:\n${said}`)))
    setTimeout(() => reject(new Error(`Fulcrum did not start in time:\n${said}`)), startTimeoutMs).unref()
  })
  try {
    return { child, exited, address: await address }
  } catch (error) {
    child.kill('SIGTERM')
    throw error
  }
}
