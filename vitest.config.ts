import { configDefaults, defineConfig, type TestProjectInlineConfiguration } from 'vitest/config'

const postgres = ['./apps/server/src/testing/postgres-setup.ts']
const folders = '{packages,integrations,apps,tools}'
const suffixed = ['property', 'contract', 'pg', 'fuzz', 'web'].map((kind) => `**/*.${kind}.test.ts`)

/** Files that share a process: each is read once for all of them, which is most of the time that small tests take, and a third of what those on a database do. */
const together = { isolate: false } as const

/** The suffix of a file says what its tests need; each suffix is a project. */
function project(name: string, include: string[], options: TestProjectInlineConfiguration['test'] = {}) {
  return {
    extends: true as const,
    test: { name, include: include.map((glob) => `${folders}/${glob}`), ...options },
  }
}

export default defineConfig({
  test: {
    maxWorkers: 2,
    exclude: [...configDefaults.exclude, '**/dist/**'],
    restoreMocks: true,
    projects: [
      project('unit', ['**/*.test.ts'], {
        testTimeout: 60_000,
        exclude: [...configDefaults.exclude, ...suffixed],
        // Whether its colours can be read is tried on the style sheet itself.
        css: { include: [/tokens\.css/] },
        ...together,
      }),
      project('property', ['**/*.property.test.ts'], { testTimeout: 180_000, ...together }),
      project('contract', ['**/*.contract.test.ts'], { testTimeout: 60_000, ...together }),
      project('web', ['**/*.web.test.tsx', '**/*.web.test.ts'], { environment: 'happy-dom', testTimeout: 60_000 }),
      project('pg', ['**/*.pg.test.ts'], {
        globalSetup: postgres,
        testTimeout: 60_000,
        hookTimeout: 60_000,
        ...together,
      }),
      project('fuzz', ['**/*.fuzz.test.ts'], { globalSetup: postgres, testTimeout: 600_000, hookTimeout: 60_000 }),
      project('proxies', ['**/*.proxy.ts'], { testTimeout: 180_000, hookTimeout: 180_000 }),
      project('e2e', ['**/*.e2e.ts'], {
        globalSetup: postgres,
        testTimeout: 300_000,
        hookTimeout: 300_000,
        // A page that is opened cold on a busy machine needs its time.
        expect: { poll: { timeout: 30_000 } },
      }),
    ],
  },
})
