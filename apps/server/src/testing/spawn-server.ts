import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { BootedServer } from './booted-server.ts'

/** A server in a process of its own. */
export interface ServerProcess extends BootedServer {
  readonly pid: number
  /** `kill -9`. */
  kill(): Promise<void>
}

export interface SpawnOptions {
  /** Put before the command. */
  readonly prefix?: readonly string[]
  /** A data folder that stays when the server ends; without it one of its own. */
  readonly dataDir?: string
}

/**
 * Starts a server process beside a database, which several may share, or with the embedded one. `onLog` gets everything it logs, and
 * then it logs all.
 */
export async function spawnServer(
  databaseUrl: string | undefined,
  onLog?: (text: string) => void,
  { prefix = [], dataDir }: SpawnOptions = {},
): Promise<ServerProcess> {
  const dir = dataDir ?? mkdtempSync(path.join(tmpdir(), 'fulcrum-process-'))
  const [program = '', ...args] = [
    ...prefix,
    process.execPath,
    path.join(import.meta.dirname, 'server-process.ts'),
    dir,
  ]
  const child = spawn(program, args, {
    // Its stdin is a pipe that only we hold: it ends with us, also where we are killed.
    stdio: ['pipe', 'pipe', 'pipe'],
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl,
      FULCRUM_LOG: onLog ? 'debug' : 'silent',
      FULCRUM_SECRET: 'a secret that all servers of a test share',
    },
  })
  child.stderr.setEncoding('utf8').on('data', onLog ?? ((text: string) => process.stderr.write(text)))
  const exited = once(child, 'exit')
  const lines = createInterface({ input: child.stdout })
  const [line] = (await Promise.race([once(lines, 'line'), exited.then(() => [undefined])])) as [string | undefined]
  if (line === undefined) throw new Error('The server process ended before it served.')
  const { url, token } = JSON.parse(line) as { url: string; token: string }
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal)
    await exited
    if (dataDir === undefined) rmSync(dir, { recursive: true, force: true })
  }
  return { url, ownerToken: token, pid: child.pid ?? 0, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') }
}
