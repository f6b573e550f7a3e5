/** A report in the bug queue. */
export interface DemoBug {
  readonly title: string
  readonly component: string
  readonly severity: 'Critical' | 'High' | 'Medium' | 'Low'
  readonly fromCustomer?: true
  readonly steps?: string
}

function reports(severity: DemoBug['severity'], lines: readonly (readonly [string, string, string?])[]): DemoBug[] {
  return lines.map(([title, component, steps], index) => ({
    title,
    component,
    severity,
    ...(index % 3 === 0 && { fromCustomer: true as const }),
    ...(steps !== undefined && { steps }),
  }))
}

/** Reports as people write them. */
export const bugReports: readonly DemoBug[] = [
  ...reports('Critical', [
    [
      'Share links of one account open shipments of another',
      'auth',
      '1. Make a link in account A\n2. Change one letter of the signature\n3. Open it signed in to account B',
    ],
    [
      'Invoices are sent twice when the queue restarts',
      'billing',
      '1. Send 50 invoices\n2. Restart the worker half-way\nThe first 20 arrive again.',
    ],
    ['Position import stops after a malformed message', 'tracking'],
    [
      'App deletes unsent check-offs when it is updated',
      'mobile',
      '1. Check off three pickups offline\n2. Install the update\n3. Go online: nothing is sent',
    ],
    ['Sign-in fails for everyone after the certificate changed', 'infra'],
  ]),
  ...reports('High', [
    [
      'Arrival moves to 1970 when the carrier sends no date',
      'tracking',
      'Any shipment of this carrier without an estimate.',
    ],
    ['Bulk edit writes to archived shipments', 'web'],
    ['Search returns shipments of former customers', 'search'],
    ['Tax is missing on credit notes to Switzerland', 'billing'],
    ['Push messages arrive hours late on one network', 'mobile'],
    [
      'Export ends after 10,000 rows without saying so',
      'web',
      '1. Filter for last year\n2. Export\nThe file has exactly 10,000 rows.',
    ],
    ['Comments disappear when two people write at once', 'web'],
    ['Webhook signatures do not match for bodies with umlauts', 'api'],
    ['Password rules refuse pass phrases with spaces', 'auth'],
    ['Digest contains shipments the reader may not see', 'notifications'],
    ['Container status goes back from “delivered” to “on board”', 'tracking'],
    ['Restore of one account leaves its attachments behind', 'infra'],
    ['Invoice total differs from the sum of its lines by a cent', 'billing'],
    ['Map is empty when the tile server is slow', 'web'],
    ['Scanned codes are saved without the check digit', 'mobile'],
    [
      'Demurrage starts a day early for weekend arrivals',
      'billing',
      'Arrival on Saturday, free time of five working days.',
    ],
    ['Saved filters of a deleted user cannot be opened', 'search'],
    ['Time-outs when more than 40 documents are attached', 'api'],
  ]),
  ...reports('Medium', [
    ['Column widths are lost after signing in again', 'web'],
    ['Ports with the same name cannot be told apart', 'search', 'Search for “Newcastle”.'],
    ['Reply to a mention goes to a mailbox nobody reads', 'notifications'],
    ['Timeline shows legs in the wrong order on the day of transfer', 'tracking'],
    ['Dates in the PDF follow the server’s language', 'billing'],
    ['Keyboard focus is lost after closing the side panel', 'web'],
    ['Scrolling the list jumps when a row changes', 'web'],
    ['Copying a container number copies a line break', 'web'],
    [
      'Alert for free time comes after the time is over',
      'notifications',
      'Free time of one day, created in the evening.',
    ],
    ['Attachments with long names overlap the buttons', 'web'],
    ['Filter “not assigned” also finds assigned ones', 'search'],
    ['Vessel names in capitals are not found', 'search'],
    ['Signature pad is upside down in landscape', 'mobile'],
    ['API answers 500 for an unknown sort field', 'api'],
    ['Old sessions stay in the list after signing out everywhere', 'auth'],
    ['Chart legend covers the last bar', 'data'],
    ['Spend per lane counts cancelled bookings', 'data'],
    ['Carrier logo is missing in e-mails', 'notifications'],
    [
      'Undo brings back the wrong delivery window',
      'web',
      '1. Change the window twice\n2. Undo once\nThe window is empty instead of the first change.',
    ],
    ['Webhook test sends last week’s shipment', 'api'],
    ['Two-factor code is asked for twice', 'auth'],
    ['Archive button is active while the list loads', 'web'],
    ['Phone number is cut at the country code', 'web'],
    ['Estimated emissions are shown without a unit', 'data'],
    ['Loading spinner stays when the network is back', 'mobile'],
    ['Decimal comma is refused in weights', 'web', 'Type “12,5” into the weight field of a booking.'],
    ['Role “accountant” sees an empty menu', 'auth'],
    ['Import of rates stops at an empty line', 'billing'],
    ['Notification settings cannot be saved in Firefox', 'web'],
    ['Vessel schedule ignores cancelled calls', 'tracking'],
    ['Same alert by e-mail and push, settings say one', 'notifications'],
    ['Comparison of legs fails without a planned date', 'data'],
    ['Retry button sends the request three times', 'api'],
    ['Dark theme: selected row cannot be read', 'web'],
    ['Rate limit counts failed sign-ins of others', 'auth'],
    ['Nightly job reports success although it skipped accounts', 'infra'],
  ]),
  ...reports('Low', [
    ['Typo on the booking page: “recieved”', 'web'],
    ['Tooltip of the last column is outside the window', 'web'],
    ['Favicon is blurry', 'web'],
    ['Empty state of saved searches has no button', 'search'],
    ['Footer shows last year', 'web'],
    ['Sound of alerts cannot be turned off on the tablet', 'mobile'],
    ['Hover colour of links differs between pages', 'web'],
    ['“1 shipments” in the digest', 'notifications'],
    ['Map attribution overlaps the scale', 'web'],
    ['Help link opens in the same tab', 'web'],
    ['Avatar is not round in the print view', 'web'],
    ['Sorting by reference puts 10 before 9', 'search'],
    ['API documentation shows an old example', 'api'],
    ['Time zone list is not sorted', 'auth'],
    ['Unit of temperature cannot be changed', 'tracking'],
    ['Long tags are cut without dots', 'web'],
    ['Log level of the importer is “debug”', 'infra'],
    ['Invoice PDF has an empty second page', 'billing'],
    ['App icon has no dark variant', 'mobile'],
    ['Changelog link is missing in settings', 'web'],
  ]),
]
