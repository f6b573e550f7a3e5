/** What a person is never to read: how machines call what went wrong. */
export const rawCode =
  /\b(4\d\d|5\d\d) (error|status)|\bstatus (4|5)\d\d|ECONN|forbidden|unavailable|internal|\[object|undefined|TypeError|failed to fetch/i
