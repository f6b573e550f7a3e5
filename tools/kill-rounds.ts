// Kills the server's process, its PostgreSQL, or both, under 100 writes/s, and looks for what was lost:
// `node tools/kill-rounds.ts 60 [data folder]`. Exits with 1 where anything was.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { killRounds } from '../apps/server/src/testing/kill-rounds.ts'

const rounds = Number(process.argv[2] ?? 60)
const given = process.argv[3]
const dataDir = given ?? mkdtempSync(path.join(tmpdir(), 'fulcrum-kill-'))
const maxRecoveryMs = 10_000

const report = await killRounds({
  dataDir,
  rounds,
  random: Math.random,
  onRound: (round, target, recoveryMs) =>
    console.log(`round ${round}: ${target} killed, writing again after ${recoveryMs} ms`),
})
console.log(JSON.stringify(report))
if (given === undefined) rmSync(dataDir, { recursive: true, force: true })
const whole = report.lost + report.halfDone + report.refused === 0
process.exitCode = whole && report.slowestRecoveryMs < maxRecoveryMs ? 0 : 1
