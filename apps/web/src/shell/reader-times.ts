/** Where and how the reader reads times. */
interface Reader {
  readonly locale: string | undefined
  readonly timeZone: string | undefined
}

// @NOTE a page has one reader. Before the account is here times are those of the browser.
let reader: Reader = { locale: undefined, timeZone: undefined }

/** Has times that only the reader sees follow their own time zone, written as the account has dates. */
export function tellTimesTo(next: Reader): void {
  reader = next
}

/** A format of times for the reader. */
export function timeFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(reader.locale, { ...(reader.timeZone && { timeZone: reader.timeZone }), ...options })
}
