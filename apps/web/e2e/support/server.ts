import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
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
}

/** Imports a file by the command line, as people do; gives what it says. */
export async function importFile({ data }: RunningFulcrum, kind: string, file: string): Promise<string> {
  const { DATABASE_URL: _own, ...env } = process.env
  const args = ['--disable-warning=ExperimentalWarning', 'apps/cli/src/main.ts', 'import', kind, file, '--data', data]
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += String(chunk)))
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code !== 0) throw new Error(`The import failed:\n${said}`)
  return said
}

/** Starts Fulcrum with the built web app; the app is built first where anything has changed. */
export async function startFulcrum(flags: readonly string[] = []): Promise<RunningFulcrum> {
  const data = mkdtempSync(path.join(tmpdir(), 'fulcrum-e2e-'))
  const { DATABASE_URL: _own, ...env } = process.env
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', 'apps/cli/src/main.ts', 'up', '--port', '0', '--data', data, ...flags],
    { cwd: root, env: { ...env, FULCRUM_LOG: 'error' }, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  const exited = once(child, 'exit')
  let said = ''
  const link = new Promise<string>((resolve, reject) => {
    const hear = (chunk: Buffer): void => {
      said += String(chunk)
      const found = /^(http\S+\/link#\S+)$/m.exec(said)?.[1]
      if (found !== undefined) resolve(found)
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    void exited.then(() => reject(new Error(`Fulcrum ended before it was there:\n${said}`)))
    setTimeout(() => reject(new Error(`Fulcrum did not start in time:\n${said}`)), startTimeoutMs).unref()
  })
  const stop = async (): Promise<number> => {
    child.kill('SIGTERM')
    const [code] = (await exited) as [number | null]
    rmSync(data, { recursive: true, force: true })
    return code ?? -1
  }
  try {
    const ownerLink = await link
    return { url: new URL(ownerLink).origin, ownerLink, data, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
