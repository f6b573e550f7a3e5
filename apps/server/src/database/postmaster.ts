import { readFileSync, readlinkSync, realpathSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** What a postmaster wrote of itself into its cluster. */
export type PostmasterFile = { pid: number; port: number; socketDir: string }

export function readPostmasterFile(cluster: string): PostmasterFile | undefined {
  try {
    const [pid, , , port, socketDir] = readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n')
    return { pid: Number(pid), port: Number(port), socketDir: socketDir ?? '' }
  } catch {
    return undefined
  }
}

/** Whether the process is a postmaster of exactly this cluster, and not a stranger who got its number. */
export function isPostmasterOf(pid: number, cluster: string): boolean {
  if (!isAlive(pid)) return false
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster)
  } catch {
    const ps = spawnSync('ps', ['-ww', '-o', 'args=', '-p', String(pid)], { encoding: 'utf8' })
    return ps.status === 0 && ps.stdout.includes(`-D ${cluster}`)
  }
}

export function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
  return !isZombie(pid)
}

/**
 * Stops a postmaster: fast (clients are cut, everything is written), then at once (recovery at the next start), then by
 * force. Nothing acknowledged is lost by any of them.
 */
export async function stopPostmaster(pid: number, patienceMs = 8_000): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    if (!isAlive(pid)) return
    process.kill(pid, signal)
    if (await ended(pid, signal === 'SIGINT' ? patienceMs : 2_000)) return
  }
}

async function ended(pid: number, patienceMs: number): Promise<boolean> {
  const deadline = performance.now() + patienceMs
  while (performance.now() < deadline) {
    if (!isAlive(pid)) return true
    await sleep(20)
  }
  return !isAlive(pid)
}

function isZombie(pid: number): boolean {
  try {
    return /^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}
