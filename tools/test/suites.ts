/**
 * What `./fulcrum test` runs: `checks` are programs, some at once, those of great weight (about their seconds) first; `tests` are
 * vitest projects, one after another, cheap and general first.
 */
export const checks = [
  { suite: 'types', what: 'pure packages', weight: 2, command: ['typescript/bin/tsc', '-p', 'tsconfig.pure.json'] },
  {
    suite: 'types',
    what: 'server, tools, tests',
    weight: 8,
    command: ['typescript/bin/tsc', '-p', 'tsconfig.node.json'],
  },
  { suite: 'types', what: 'browser', weight: 5, command: ['typescript/bin/tsc', '-p', 'tsconfig.web.json'] },
  { suite: 'lint', what: 'oxlint', weight: 1, command: ['oxlint/bin/oxlint', '--quiet'] },
  {
    suite: 'format',
    what: 'prettier',
    weight: 36,
    command: ['prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.'],
  },
  { suite: 'layers', what: 'import rules', weight: 7, command: ['tools/check-layers.ts'] },
  { suite: 'migrations', what: 'no migration loses data', weight: 0, command: ['tools/lint-migrations.ts'] },
] as const

const testSuites = ['unit', 'property', 'contract', 'web', 'pg', 'fuzz', 'e2e'] as const
/** What runs only when it is named: it needs programs that not every machine has, nginx and Caddy. */
const namedSuites = ['proxies'] as const
export type TestSuite = (typeof testSuites)[number] | (typeof namedSuites)[number]

export type Plan = { checks: (typeof checks)[number][]; tests: TestSuite[]; filters: string[] }

/** Suites are taken by name; anything else narrows the tests to files whose path contains it. */
export function plan(args: readonly string[]): Plan {
  const all = [...testSuites, ...namedSuites]
  const isSuite = (arg: string) => checks.some(({ suite }) => suite === arg) || all.some((name) => name === arg)
  const suites = args.filter(isSuite)
  const filters = args.filter((arg) => !isSuite(arg))
  const wanted = (name: string) => (suites.length === 0 ? true : suites.includes(name))
  return {
    checks: filters.length > 0 && suites.length === 0 ? [] : checks.filter(({ suite }) => wanted(suite)),
    tests: [...testSuites.filter(wanted), ...namedSuites.filter((name) => suites.includes(name))],
    filters,
  }
}
