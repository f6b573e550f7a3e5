import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openDatabase, type Log } from '../database/database.ts'

export type TemporaryCluster = { url: string; dir: string; stop(): Promise<void> }

export const silentLog: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

/**
 * A PostgreSQL of its own in a temporary folder, with real fsync unless told otherwise. A guard process sees our end,
 * even by `kill -9`, and then stops it and removes the folder.
 */
export async function temporaryCluster({ fsync = true } = {}): Promise<TemporaryCluster> {
  const dir = mkdtempSync(path.join(tmpdir(), 'fulcrum-test-'))
  const guard = guardFolder(dir)
  const database = await openDatabase({ dataDir: dir, fsync }, silentLog)
  return {
    url: database.url,
    dir,
    stop: async () => {
      await database.stop()
      rmSync(dir, { recursive: true, force: true })
      guard.kill('SIGKILL')
    },
  }
}

/** Its stdin is a pipe that only we hold: reading ends when we do. */
function guardFolder(dir: string) {
  const script =
    'read -r _; pid=$(head -n 1 "$0/postgres/cluster/postmaster.pid" 2>/dev/null); ' +
    '[ -n "$pid" ] && kill -QUIT "$pid" 2>/dev/null; sleep 1; rm -rf "$0"'
  const guard = spawn('/bin/sh', ['-c', script, dir], { stdio: ['pipe', 'ignore', 'ignore'], detached: true })
  guard.unref()
  guard.stdin?.on('error', () => {})
  if (guard.stdin !== null && 'unref' in guard.stdin && typeof guard.stdin.unref === 'function') guard.stdin.unref()
  return guard
}
