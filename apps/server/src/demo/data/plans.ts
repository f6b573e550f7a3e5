/** Something on the roadmap. */
export interface DemoPlan {
  readonly title: string
  readonly horizon: 'Now' | 'Next' | 'Later' | 'Shipped'
  readonly themes: readonly string[]
  /** Weeks from today to its start and how many it takes. */
  readonly startWeek: number
  readonly weeks: number
  readonly confidence: number
  readonly description: string
  /** What has to be there first, by its title. */
  readonly after?: string
}

function plan(
  horizon: DemoPlan['horizon'],
  [startWeek, weeks]: readonly [number, number],
  confidence: number,
  themes: readonly string[],
  title: string,
  description: string,
  after?: string,
): DemoPlan {
  return { horizon, startWeek, weeks, confidence, themes, title, description, ...(after !== undefined && { after }) }
}

/** The roadmap by horizon. */
export const plans: readonly DemoPlan[] = [
  plan(
    'Now',
    [-5, 10],
    80,
    ['Trust'],
    'Arrival windows people can plan with',
    'Windows instead of times, right in nine of ten cases on the five largest lanes.',
  ),
  plan(
    'Now',
    [-3, 8],
    70,
    ['Growth'],
    'Customer portal',
    'One place for the customers of our customers: their shipments, documents and invoices.',
  ),
  plan(
    'Now',
    [-2, 7],
    60,
    ['Cost'],
    'Invoices in the customer’s currency',
    'Finance stops converting by hand; rates are kept with each invoice.',
  ),
  plan(
    'Now',
    [-4, 6],
    85,
    ['Trust', 'Speed'],
    'Search that answers in a blink',
    'p95 below 200 ms for every account, whatever its size.',
  ),
  plan(
    'Now',
    [-1, 5],
    75,
    ['Field'],
    'Everything a driver needs without signal',
    'Lists, documents, signatures and photos offline, sent when there is signal again.',
  ),
  plan(
    'Next',
    [5, 8],
    55,
    ['Trust'],
    'Plan B for cancelled sailings',
    'Offer the next two sailings with the cost of the change, before the customer asks.',
    'Arrival windows people can plan with',
  ),
  plan(
    'Next',
    [6, 6],
    50,
    ['Cost'],
    'Reconcile carrier invoices',
    'Match what carriers bill with what was agreed; people look at the differences only.',
    'Invoices in the customer’s currency',
  ),
  plan(
    'Next',
    [7, 4],
    65,
    ['Growth'],
    'Connect your own carrier contracts',
    'Customers bring keys of their own; we say which carrier is down.',
    'Customer portal',
  ),
  plan(
    'Next',
    [8, 6],
    60,
    ['Speed'],
    'A timeline that opens at once',
    'Events by the thousand, in the browser, without waiting.',
    'Search that answers in a blink',
  ),
  plan(
    'Next',
    [9, 5],
    45,
    ['Green'],
    'Emissions per shipment',
    'A figure with its method, good enough for the yearly report.',
  ),
  plan(
    'Next',
    [10, 4],
    55,
    ['Trust'],
    'Approvals for quotes',
    'Two pairs of eyes above a limit, with a trace of who said yes.',
  ),
  plan(
    'Later',
    [16, 10],
    35,
    ['Growth'],
    'Rail and road legs',
    'One timeline from door to door.',
    'Plan B for cancelled sailings',
  ),
  plan(
    'Later',
    [18, 8],
    30,
    ['Growth'],
    'Marketplace for spare capacity',
    'Forwarders offer what they do not need. A bet; talk to ten of them first.',
    'Connect your own carrier contracts',
  ),
  plan(
    'Later',
    [20, 6],
    40,
    ['Field'],
    'Warehouse app',
    'Gate in, gate out, photo of the seal, on the phone they have.',
    'Everything a driver needs without signal',
  ),
  plan(
    'Later',
    [22, 6],
    35,
    ['Cost'],
    'Demurrage forecast',
    'What this month will cost, early enough to do something about it.',
    'Reconcile carrier invoices',
  ),
  plan('Later', [24, 8], 25, ['Green'], 'Slow steaming proposals', 'Show what three days more would save.'),
  plan(
    'Later',
    [26, 8],
    30,
    ['Trust'],
    'Documents that fill themselves in',
    'Read what the carrier sends; a person confirms.',
    'Rail and road legs',
  ),
  plan(
    'Shipped',
    [-22, 6],
    100,
    ['Trust'],
    'Alerts that mean something',
    'A third of the alerts, each with something to do.',
  ),
  plan('Shipped', [-18, 8], 100, ['Speed'], 'New shipment list', '100,000 rows without paging.'),
  plan('Shipped', [-16, 5], 100, ['Growth'], 'Share a shipment by link', 'Read-only, 30 days, no account needed.'),
  plan('Shipped', [-12, 6], 100, ['Trust'], 'Audit trail', 'Who changed what, for every field.'),
  plan('Shipped', [-9, 4], 100, ['Field'], 'Dark theme', 'For night shifts.'),
]

/** Work that nobody outside the team sees and that makes everything else slower until it is done. */
export interface DemoDebt {
  readonly title: string
  readonly component: string
  /** What it costs us: hours a month, as the team guesses. */
  readonly cost: number
  readonly effort: number
}

function debt(title: string, component: string, cost: number, effort: number): DemoDebt {
  return { title, component, cost, effort }
}

/** The list of technical debts. */
export const debts: readonly DemoDebt[] = [
  debt('Three ways to read a port code', 'api', 6, 3),
  debt('Events are parsed in four places', 'tracking', 10, 8),
  debt('No types on the webhook payloads', 'api', 4, 3),
  debt('The booking form is one component of 2,900 lines', 'web', 12, 13),
  debt('Time zones as fixed offsets in the importer', 'tracking', 5, 5),
  debt('Billing tests share one database', 'billing', 8, 5),
  debt('Secrets of staging live in a wiki page', 'infra', 2, 2),
  debt('Two map libraries', 'web', 5, 8),
  debt('Retry logic copied into nine workers', 'infra', 7, 5),
  debt('Search index is rebuilt by hand', 'search', 4, 3),
  debt('Old mobile API still serves version 2', 'mobile', 6, 5),
  debt('Error codes are matched by message text', 'api', 5, 3),
  debt('Feature flags nobody dares to remove', 'web', 3, 3),
  debt('Nightly jobs without owners', 'infra', 5, 2),
  debt('No staging data that looks like production', 'quality', 9, 8),
  debt('Currency as a number with two decimals', 'billing', 3, 8),
  debt('Login page has its own style sheet', 'auth', 2, 2),
  debt('Mail templates cannot be previewed', 'notifications', 4, 3),
  debt('Flaky end-to-end tests are retried three times', 'quality', 10, 5),
  debt('One giant translation file', 'web', 2, 2),
  debt('Metrics without names for the lanes', 'data', 3, 3),
  debt('Attachments are read into memory whole', 'api', 4, 5),
  debt('Hand-made migrations for the largest accounts', 'data', 6, 5),
  debt('Alert rules are code', 'notifications', 5, 5),
  debt('The map loads every position since 2019', 'web', 7, 3),
  debt('Permissions are checked in the page, not in the API', 'auth', 4, 8),
  debt('No index on the customer reference', 'search', 3, 1),
  debt('Release notes are written from memory', 'planning', 2, 1),
]
