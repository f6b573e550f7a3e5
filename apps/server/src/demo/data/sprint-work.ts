/** Work of a sprint as a team writes it down: what, of which type, in which part, how large, and its steps where it has any. */
export interface DemoWork {
  readonly title: string
  readonly type: 'Feature' | 'Bug' | 'Chore' | 'Spike'
  readonly component: string
  readonly points: number
  readonly description?: string
  readonly steps?: readonly string[]
}

function feature(title: string, component: string, points: number, more: Partial<DemoWork> = {}): DemoWork {
  return { title, type: 'Feature', component, points, ...more }
}

function bug(title: string, component: string, points: number, more: Partial<DemoWork> = {}): DemoWork {
  return { title, type: 'Bug', component, points, ...more }
}

function chore(title: string, component: string, points: number, more: Partial<DemoWork> = {}): DemoWork {
  return { title, type: 'Chore', component, points, ...more }
}

function spike(title: string, component: string, points: number, more: Partial<DemoWork> = {}): DemoWork {
  return { title, type: 'Spike', component, points, ...more }
}

/** Three sprints that are over, the oldest first, and the one that runs. */
export const sprintWork: readonly (readonly DemoWork[])[] = [
  [
    feature('Show the last known position when a vessel goes dark', 'tracking', 5, {
      description:
        'Carriers switch transponders off near some ports. Keep the last position on the map, greyed, with how old it is.\n\nDone when a container page never shows an empty map for a voyage that has at least one position.',
      steps: ['Keep the last position per voyage', 'Grey marker with its age', 'Say so in the e-mail digest as well'],
    }),
    feature('Let a forwarder share one shipment by link', 'web', 5, {
      description:
        'A link that shows one shipment read-only, without an account, for 30 days. No prices and no internal notes on it.',
      steps: ['Signed link with an end date', 'Page without prices and notes', 'List and revoke links in settings'],
    }),
    chore('Move nightly schedule imports to their own worker', 'infra', 3),
    bug('Arrival times are an hour off for ports without daylight saving', 'tracking', 3, {
      description:
        'Reported by three customers for Singapore and Santos. We add the offset of the office, not of the port.',
    }),
    feature('Bulk edit of delivery windows', 'web', 5),
    feature('Push message when customs asks for a document', 'mobile', 3),
    bug('Search finds nothing when the container number has spaces', 'search', 2),
    chore('Delete the old rate tables', 'billing', 2),
    spike('Can we read carrier PDFs without the vendor?', 'data', 3),
    feature('Invoice lines grouped by leg', 'billing', 5),
    bug('Signing in with a company account loops when cookies are strict', 'auth', 3),
    chore('Run the browser tests on every pull request', 'quality', 3),
    feature('Weekly digest for account managers', 'notifications', 5, {
      steps: ['Pick what is worth a line', 'Plain text version', 'Unsubscribe in one click'],
    }),
    bug('The map keeps the zoom of the previous shipment', 'web', 1),
    feature('API: filter shipments by status and port', 'api', 3),
    chore('Rotate the carrier API keys and write down how', 'infra', 2),
    bug('Uploads over 20 MB fail without a message', 'web', 2),
    feature('Offline list of today’s pickups', 'mobile', 8, {
      description:
        'Drivers lose signal in the yard. The list of today and the documents they need must open without it.',
      steps: ['Store today’s list', 'Queue check-offs', 'Show what is not sent yet'],
    }),
    chore('Agree on names for events', 'planning', 1),
    bug('Duplicate alerts after a schedule change', 'notifications', 3),
    feature('Show demurrage days on the container card', 'web', 3),
    spike('How large can a webhook batch get?', 'api', 1),
  ],
  [
    feature('Predict arrival from the last three voyages', 'data', 8, {
      description:
        'A first estimate that is honest about its spread: show a window, not a time. Compare with the carrier’s own estimate over the last quarter before we show it to anybody.',
      steps: [
        'Collect past voyages',
        'Baseline: the carrier’s estimate',
        'Window instead of a time',
        'Backtest over a quarter',
      ],
    }),
    feature('Comment on a shipment and mention a colleague', 'web', 5, {
      steps: ['Mentions with search', 'E-mail to who is mentioned'],
    }),
    bug('Two people saving the same booking lose one change', 'api', 5, {
      description:
        'The second save overwrites fields it never touched. Send only what changed and refuse stale versions.',
    }),
    chore('Upgrade PostgreSQL to the current major', 'infra', 3),
    feature('Filter the map by carrier', 'web', 2),
    bug('Port names with accents sort to the end', 'search', 1),
    feature('Credit notes', 'billing', 5, {
      steps: ['Number range of their own', 'Link to the invoice', 'Show in the ledger export'],
    }),
    chore('Alert when an import is older than six hours', 'infra', 2),
    feature('Scan a container number with the camera', 'mobile', 5),
    bug('Digest is sent twice to people in two accounts', 'notifications', 2),
    feature('Role for accountants: invoices only', 'auth', 5),
    chore('Remove the flag for the new timeline', 'web', 1),
    bug('Rounding differs between the invoice and the PDF', 'billing', 3),
    spike('What would live positions cost us per month?', 'tracking', 2),
    feature('Export shipments to a spreadsheet', 'web', 3),
    chore('Write the runbook for a carrier outage', 'quality', 2),
    bug('App shows yesterday’s pickups after midnight', 'mobile', 2),
    feature('Webhooks: delivery log with retry', 'api', 5, {
      steps: ['Keep the last 30 days', 'Retry by hand', 'Disable after a day of failures'],
    }),
    bug('Long company names push the status off the card', 'web', 1),
    feature('Notify when a free-time period is about to end', 'notifications', 3),
    chore('Cut the test suite below ten minutes', 'quality', 5),
    feature('Search by customer reference', 'search', 3),
  ],
  [
    feature('Arrival window on the shipment page', 'web', 5, {
      description:
        'Show the window of the new estimate beside the carrier’s. Explain in one sentence where it comes from.',
      steps: ['Design with both estimates', 'Explain the window', 'Measure how often it holds'],
    }),
    feature('Self-service carriers: connect with your own key', 'api', 8, {
      steps: ['Store keys encrypted', 'Test call before saving', 'Say which carrier is down'],
    }),
    bug('Container events arrive out of order and reset the status', 'tracking', 5, {
      description:
        'Order by when it happened, not by when we heard of it. Keep a late event in the history without moving the status back.',
    }),
    chore('Replace the e-mail provider', 'notifications', 3),
    feature('Dark theme', 'web', 5, { steps: ['Tokens', 'Map style', 'Charts', 'Check contrast on all pages'] }),
    bug('Time zone of the user leaks into shared links', 'web', 2),
    feature('Signature on delivery', 'mobile', 5),
    chore('Backups: restore one account into a scratch database every night', 'infra', 5),
    feature('Sanctions screening for new consignees', 'api', 8),
    bug('Password reset link opens the wrong region', 'auth', 2),
    feature('Spend per lane, last twelve months', 'data', 5),
    bug('Invoices for cancelled bookings stay open', 'billing', 3),
    chore('Split the web bundle by route', 'web', 3),
    spike('Rail legs: which sources are worth it?', 'tracking', 3),
    feature('Saved searches', 'search', 3),
    bug('Alert settings are lost when a user changes team', 'notifications', 2),
    feature('Assign a shipment to a colleague while away', 'web', 3),
    chore('Review who can read production data', 'auth', 2),
    bug('Barcode scan freezes on older phones', 'mobile', 3),
    feature('Rate limits per API key with headers', 'api', 3),
    chore('Clean up flaky tests of the map', 'quality', 2),
    bug('CSV export misses the last row', 'web', 1),
    feature('Customs status as its own step', 'tracking', 3),
  ],
  [
    feature('Ask for a new estimate when a transshipment port changes', 'tracking', 5, {
      description:
        'When a carrier moves a container to another vessel, the window we show is wrong until the next position. Ask again at once and mark the old window as out of date.',
      steps: [
        'Detect the change of vessel',
        'Mark the window as out of date',
        'Tell the people who watch the shipment',
      ],
    }),
    feature('Customer portal: one login for several forwarders', 'auth', 8, {
      steps: [
        'Choose the forwarder after sign-in',
        'Keep sessions apart',
        'Switch without signing in again',
        'Tests for crossing accounts',
      ],
    }),
    bug('Map markers jump when two positions have the same time', 'tracking', 2),
    feature('Delivery appointment in two taps', 'mobile', 5, {
      steps: ['Free slots of the warehouse', 'Confirm offline, send later'],
    }),
    chore('Move metrics to the new cluster', 'infra', 3),
    feature('Invoices in the customer’s currency', 'billing', 8, {
      description:
        'Book in our currency, show in theirs, with the rate of the invoice day. Rates come once a day and are kept.',
      steps: ['Daily rates, kept', 'Show both amounts', 'Rounding rules with finance'],
    }),
    bug('Mentions in comments do not reach people with an apostrophe in their name', 'notifications', 1),
    feature('Column for the responsible agent in lists', 'web', 2),
    bug('Search is slow for accounts with more than 200,000 shipments', 'search', 5, {
      description:
        'p95 is 2.4 s for the three largest accounts, 180 ms for everyone else. The count is what takes long, not the page.',
    }),
    chore('Document how we estimate', 'planning', 1),
    feature('API: subscribe to one shipment', 'api', 3),
    spike('Do arrival windows hold on the transpacific lanes?', 'data', 3),
    bug('Weekly digest counts archived shipments', 'notifications', 2),
    feature('Photo of the seal, with time and place', 'mobile', 5),
    chore('Restore drill with the on-call rotation', 'infra', 2),
    bug('Credit notes are missing from the ledger export', 'billing', 3),
    feature('Undo for bulk edits', 'web', 5, {
      steps: ['Keep what was before', 'Undo in the toast', 'Undo later from the history'],
    }),
    chore('Accessibility pass over the booking form', 'quality', 3),
    bug('A revoked share link still shows the map tiles', 'web', 2),
    feature('Warn before free time ends on a weekend', 'notifications', 2),
    chore('Retire the second login service', 'auth', 3),
    feature('Compare planned and actual legs', 'data', 5),
    bug('Company names are cut in the PDF', 'billing', 1),
    feature('Keyboard shortcuts in the shipment list', 'web', 2),
  ],
]

/** What waits, the most wanted first. */
export const backlogWork: readonly DemoWork[] = [
  feature('Bookings by voice note for drivers', 'mobile', 8),
  feature('Carbon per shipment on the invoice', 'data', 5),
  feature('Two-way sync with the warehouse system', 'api', 13),
  feature('Plan B: suggest another sailing when one is cancelled', 'tracking', 13, {
    description: 'When a sailing is cancelled, offer the next two on the same lane with the cost of the change.',
  }),
  feature('Approval step for quotes above a limit', 'billing', 5),
  chore('Replace the date library', 'web', 3),
  feature('Public status page per customer', 'web', 5),
  bug('Very long bookings break the print layout', 'web', 2),
  feature('Rail legs in the timeline', 'tracking', 8),
  feature('Reconcile carrier invoices', 'billing', 13),
  spike('Could we host the map tiles ourselves?', 'infra', 3),
  feature('Allow a second reference number', 'api', 2),
  feature('Import of historical shipments', 'data', 8),
  chore('Feature flags per account', 'infra', 5),
  feature('Quiet hours for alerts', 'notifications', 3),
  feature('Drag documents onto a shipment', 'web', 3),
  bug('Portuguese translation mixes the two variants', 'web', 2),
  feature('Temperature graph for reefers', 'tracking', 8),
  feature('Single sign-on for small accounts', 'auth', 5),
  chore('Delete unused indexes', 'data', 2),
  feature('Dashboards for lanes', 'data', 8),
  feature('Alert on unusual dwell time', 'tracking', 5),
  feature('Batch printing of labels', 'web', 3),
  spike('Barcode scanning without a native library', 'mobile', 3),
  feature('Delegate alerts during leave', 'notifications', 3),
  feature('API keys that can only read', 'auth', 3),
  chore('Load test with a year of events', 'quality', 5),
  feature('Undo send for messages to carriers', 'web', 3),
  bug('Autocomplete forgets ports we have not used for a while', 'search', 2),
  feature('Favourite lanes on the start page', 'web', 2),
  feature('Demurrage forecast per month', 'data', 5),
  feature('Split a shipment', 'api', 8),
  feature('Merge duplicate consignees', 'data', 5),
  chore('Move cron jobs out of the web process', 'infra', 3),
  feature('Weekly report as a spreadsheet', 'data', 3),
  feature('Notes that only our team sees', 'web', 2),
  spike('Is the new carrier gateway stable enough?', 'api', 2),
  feature('Show public holidays of both ports', 'tracking', 3),
  feature('Accept purchase orders by e-mail', 'api', 8),
  chore('Translate error messages', 'web', 3),
  bug('Widget on the phone shows a cached vessel', 'mobile', 2),
  feature('Search in documents', 'search', 8),
  feature('Suggest the incoterm from past bookings', 'data', 3),
  chore('Rename “consol” everywhere', 'planning', 1),
  feature('Read receipts for alerts', 'notifications', 3),
  feature('Timeline export as an image', 'web', 2),
  feature('Customs documents checklist per country', 'tracking', 5),
  spike('What do forwarders still print?', 'planning', 2),
]
