import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'

/** A floor that runs as a process of its own, as the server does. */
export interface FloorProcess {
  readonly port: number
  readonly pid: number
  stop(): void
}

/** Starts a floor; it says the port it listens on as its first line. */
export async function startFloor(file: string, args: readonly string[] = []): Promise<FloorProcess> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, file), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
  return { port: Number(line), pid: child.pid ?? 0, stop: () => child.kill('SIGKILL') }
}
