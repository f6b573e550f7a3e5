import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { commands as allCommands } from '@fulcrum/domain'
import { preparePartitions } from '../storage/partitions.ts'
import { runSeed } from '../testing/fuzz/run-seed.ts'
import type { SeedReport } from '../testing/fuzz/report.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'

/** The share of the whole that runs each time; all of it are 200. */
const seeds = Number(process.env['FULCRUM_FUZZ_SEEDS'] ?? 40)
const commands = 300
/** Runs wait for the database and for their clocks most of the time. */
const abreast = 4

/** Seeds that once found something, with what it was. They run each time. */
const regressions: readonly (readonly [seed: number, found: string])[] = [
  [3, 'a row named twice in one edit kept the first value in the database and the last one in memory'],
]

/** Every command that a person has on a board and on its items. */
const boardCommands = allCommands
  .filter(({ name, internal }) => !internal && /^(board|group|column|view|item|session|update|change)\./.test(name))
  .map(({ name }) => name)

let database: TestDatabase
/** One failure is enough: the other lanes end with the seed that they are at. */
let failed = false

beforeAll(async () => {
  database = await testDatabase()
  await preparePartitions(database.pool, new Date())
})

afterAll(() => database.drop())

async function runAndExpectWork(seed: number): Promise<void> {
  const report = await runSeed(database, { seed, commands }).catch((cause: unknown) => {
    failed = true
    throw new Error(`Seed ${seed}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
  })
  try {
    expectWork(report)
  } catch (cause) {
    throw new Error(`Too little work: ${JSON.stringify(report)}`, { cause })
  }
}

/** A run in which nothing happened proves nothing. */
function expectWork(report: SeedReport): void {
  const {
    commands: run,
    answered,
    refused,
    refusedByServer,
    conflicting,
    contestedUndos,
    kinds,
    batches,
    moves,
    cuts,
  } = report
  expect(run).toBeGreaterThanOrEqual(commands)
  expect(boardCommands.filter((name) => !kinds[name])).toEqual([])
  expect(refused / run).toBeGreaterThanOrEqual(0.05)
  expect(refusedByServer).toBeGreaterThan(0)
  // Of what clients brought into the log.
  expect(conflicting / (answered - refusedByServer)).toBeGreaterThanOrEqual(0.1)
  expect([contestedUndos, batches, moves, cuts].every((count) => count > 0)).toBe(true)
}

for (const [seed, found] of regressions) {
  test(`seed ${seed}: ${found}`, () => runAndExpectWork(seed))
}

describe.concurrent(`${seeds} runs of ${commands} commands on two nodes, one of which is killed half-way`, () => {
  for (let lane = 0; lane < abreast; lane++) {
    test(`every state agrees with the log at the end, lane ${lane + 1}`, async () => {
      for (let seed = 1 + lane; seed <= seeds && !failed; seed += abreast) await runAndExpectWork(seed)
    })
  }
})
