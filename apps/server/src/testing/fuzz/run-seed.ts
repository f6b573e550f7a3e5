import type { TestDatabase } from '../postgres.ts'
import { reportOn } from './report.ts'
import type { SeedReport } from './report.ts'
import { settle } from './settle.ts'
import { Simulation } from './simulation.ts'
import type { SeedOptions } from './simulation.ts'

/** Runs one seed to its end and throws where anything was lost, doubled or differs. */
export async function runSeed(database: TestDatabase, options: SeedOptions): Promise<SeedReport> {
  const simulation = await Simulation.start(database, options)
  try {
    await simulation.work()
    return await reportOn(simulation, await settle(simulation))
  } finally {
    await simulation.stop()
  }
}
