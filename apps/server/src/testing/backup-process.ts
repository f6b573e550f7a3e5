// Makes, restores or checks a backup as the command line does, in a process of its own: says its steps and how it ended, one JSON
// line each. With a fourth and fifth argument it waits at the first step of that phase until a file is there.
import { existsSync, writeSync } from 'node:fs'
import process from 'node:process'
import { backupHere, restoreHere, verifyHere } from '../backup/here.ts'
import type { BackupStep } from '../backup/write-backup.ts'
import { readConfig } from '../config/config.ts'
import { StartError } from '../operations/start-error.ts'

const [what = '', data = '', dir = '', phase, sign = ''] = process.argv.slice(2)
const config = readConfig({ data }, { ...process.env, FULCRUM_LOG: 'silent' })
let waited = false

function say(line: object): void {
  writeSync(1, `${JSON.stringify(line)}\n`)
}

function progress(step: BackupStep): void {
  if (waited || step.phase !== phase) return
  waited = true
  say({ at: step.phase })
  const turn = new Int32Array(new SharedArrayBuffer(4))
  while (!existsSync(sign)) Atomics.wait(turn, 0, 0, 5)
}

async function work(): Promise<object> {
  if (what === 'backup') return backupHere(config, { into: dir, progress })
  if (what === 'verify') return { problems: (await verifyHere(config, { dir, progress })).problems }
  return { createdAt: (await restoreHere(config, { dir, progress })).createdAt }
}

try {
  say({ done: await work() })
} catch (error) {
  if (!(error instanceof StartError)) throw error
  say({ refused: { code: error.code, message: error.message } })
}
process.exit(0)
