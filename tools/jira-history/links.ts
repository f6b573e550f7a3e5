import { fieldKey, waitingOf } from '@fulcrum/integration-kit'
import type { BoardIssue } from './board-issue.ts'
import { linkWords } from './catalogue.ts'
import type { RawIssue } from './raw-issue.ts'

const mutual = /^(?:is related|relates) to$/

/**
 * The links between issues of the set, each once however many ends tell it: `AB-1 waits AB-2`, `AB-1 links-duplicate AB-3`. Links to
 * issues that the set does not hold are none.
 */
export function linksBetween(issues: readonly RawIssue[], has: (key: string) => boolean): Set<string> {
  const links = new Set<string>()
  for (const { key, links: own } of issues) {
    for (const { type, dir, key: other } of own) {
      if (other === key || !has(other)) continue
      const [inward, outward] = linkWords[type] ?? [type.toLowerCase(), type.toLowerCase()]
      const waiter = waitingOf(dir === 'in' ? inward : outward)
      if (waiter !== null) {
        links.add(waiter === 'this' ? `${key} links-waits ${other}` : `${other} links-waits ${key}`)
        continue
      }
      const field = `links-${fieldKey(type)}`
      const [from, to] = dir === 'in' ? [other, key] : [key, other]
      links.add(`${from} ${field} ${to}`)
      if (inward === outward || (mutual.test(inward) && mutual.test(outward))) links.add(`${to} ${field} ${from}`)
    }
  }
  return links
}

/** The same as the items of a board say it; what would be a circle stands in a column of its own. */
export function linksSaid(issues: ReadonlyMap<string, BoardIssue>): Set<string> {
  const links = new Set<string>()
  for (const [key, { cells }] of issues) {
    for (const [field, value] of Object.entries(cells)) {
      if (!field.startsWith('links-') || !Array.isArray(value)) continue
      for (const other of value) links.add(`${key} ${field.replace(/-circular$/, '')} ${String(other)}`)
    }
  }
  return links
}
