/** The architecture as a table: ARCHITECTURE.md says it in words, check-layers.ts enforces it. */

/** Each package may import only what stands above it. */
export const packageOrder = [
  'columnar',
  'insight',
  'domain',
  'protocol',
  'ui',
  'columns',
  'automations',
  'widgets',
  'templates',
  'integration-kit',
  'workbook',
  'client',
  'testing',
] as const

/** Run in the server, the browser and the tests alike: clock, ids, randomness and locale are arguments. */
export const purePackages: readonly string[] = [
  'columnar',
  'insight',
  'domain',
  'protocol',
  'columns',
  'automations',
  'widgets',
  'templates',
  'integration-kit',
]

/** What an app never imports, although it stands below everything, and why. */
export const forbiddenToApps: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'apps/server': {
    '@fulcrum/client': 'the server is the other end of the client',
    '@fulcrum/ui': 'the server draws nothing',
    '@fulcrum/web': 'the server serves the built files of the web app and knows nothing of its code',
    '@fulcrum/cli': 'the command line starts the server, not the other way round',
  },
  'apps/web': {
    '@fulcrum/server': 'the browser reaches the server through @fulcrum/client only',
    '@fulcrum/cli': 'the command line is no part of the browser',
  },
}

/** Names that code outside integrations must not know: what a provider can do is said by its definition. */
export const providerNames: readonly string[] = [
  'github',
  'gitlab',
  'bitbucket',
  'jira',
  'slack',
  'jenkins',
  'sentry',
  'pagerduty',
  'opsgenie',
  'trello',
  'asana',
]

/** Ids that hold the name of a provider as the common word that it is. */
export const commonIds: readonly string[] = ['keep-slack']

/** The closed set of lanes: switching over these is how the engine works, though some kinds share their names. */
export const laneNames: readonly string[] = [
  'text',
  'number',
  'boolean',
  'instant',
  'day',
  'option',
  'optionSet',
  'refSet',
  'json',
]

/** Libraries that draw. */
export const drawingLibraries: readonly string[] = ['react', 'react-dom', '@testing-library/react']

/** Places where a rule is broken on purpose: file, rule, reason. May only shrink. */
export const exceptions: readonly { file: string; rule: string; reason: string }[] = []
