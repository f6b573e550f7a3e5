import { Catalogue } from './catalogue.ts'
import type { RawIssue } from './raw-issue.ts'
import { restIssue, type IssueCard } from './rest-issue.ts'
import { fieldNames, fieldSchemas } from './search-fields.ts'

/** One answer of the REST search. */
export interface SearchPage {
  readonly expand: string
  readonly startAt: number
  readonly maxResults: number
  readonly total: number
  readonly issues: readonly unknown[]
  readonly names: Readonly<Record<string, string>>
  readonly schema: Readonly<Record<string, unknown>>
}

/**
 * The answers that a walk through the search of each tracker would give, one tracker after the other, in the order of
 * the set. The same issues give the same pages.
 */
export function* searchPages(issues: readonly RawIssue[], maxResults: number): Generator<SearchPage> {
  const byTracker = Map.groupBy(issues, ({ tracker }) => tracker)
  for (const [tracker, own] of byTracker) {
    const catalogue = new Catalogue(`${tracker}.example`)
    const cards = new Map<string, IssueCard>(own.map((issue) => [issue.key, issue]))
    for (let startAt = 0; startAt < own.length; startAt += maxResults) {
      yield {
        expand: 'schema,names',
        startAt,
        maxResults,
        total: own.length,
        issues: own.slice(startAt, startAt + maxResults).map((issue) => restIssue(issue, catalogue, cards)),
        names: fieldNames,
        schema: fieldSchemas,
      }
    }
  }
}
