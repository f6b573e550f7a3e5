import type { TestProject } from 'vitest/node'
import { temporaryCluster, type TemporaryCluster } from './temporary-cluster.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The database from which tests make their own; see `testDatabase()`. */
    postgresUrl: string
  }
}

/**
 * One PostgreSQL for all suites of a run: an embedded one with real fsync, as users have it, or the server named by
 * FULCRUM_TEST_DATABASE_URL, to run the same tests against another version.
 */
const shared: { starting?: Promise<TemporaryCluster>; users: number } = ((
  globalThis as { fulcrumTestCluster?: { starting?: Promise<TemporaryCluster>; users: number } }
).fulcrumTestCluster ??= { users: 0 })

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['FULCRUM_TEST_DATABASE_URL']
  if (given !== undefined) {
    project.provide('postgresUrl', given)
    return async () => {}
  }
  shared.users += 1
  shared.starting ??= temporaryCluster()
  project.provide('postgresUrl', (await shared.starting).url)
  return async () => {
    shared.users -= 1
    if (shared.users === 0) await (await shared.starting)?.stop()
  }
}
