import { readFileSync } from 'node:fs'

/** What one slice costs. */
export interface Cost {
  readonly wallMs: number
  readonly cpuMs: number
}

const ticksPerSecond = 100

/** The CPU time that a process has used, ms. Processes that share the machine do not count. */
export function cpuOf(pid: number): number {
  // Behind the name, which may hold blanks: state, ppid, ... utime is the 12th, stime the 13th.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ')
  return ((Number(fields[11]) + Number(fields[12])) * 1_000) / ticksPerSecond
}

/** The memory that a process holds, bytes. */
export function residentOf(pid: number): number {
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1_024
}

/** This process's own CPU time, ms. */
function ownCpu(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}

/** Runs work and says what it cost here and in other processes. */
export async function costOf(work: () => Promise<unknown>, pids: readonly number[] = []): Promise<Cost> {
  const cpu = () => ownCpu() + pids.reduce((sum, pid) => sum + cpuOf(pid), 0)
  const [fromCpu, from] = [cpu(), performance.now()]
  await work()
  return { wallMs: performance.now() - from, cpuMs: cpu() - fromCpu }
}

/** Two sides in turns, A B A B, so that both meet the same moods of the machine. The first round warms up. */
export async function interleave<T>(
  rounds: number,
  ours: () => Promise<T>,
  floor: () => Promise<T>,
): Promise<{ readonly ours: T[]; readonly floor: T[] }> {
  await ours()
  await floor()
  const result = { ours: [] as T[], floor: [] as T[] }
  for (let round = 0; round < rounds; round++) {
    result.ours.push(await ours())
    result.floor.push(await floor())
  }
  return result
}
