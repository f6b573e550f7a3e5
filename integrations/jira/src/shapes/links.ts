import { asObject, asText, get, type ImportLink, type Raw } from '@fulcrum/integration-kit'
import { listOf, plainText, type Shape } from './shape.ts'

/** A tie to another issue as the export has it, or undefined. */
export function linkOf(raw: Raw): ImportLink | undefined {
  const link = asObject(raw)
  const type = asObject(get(link, 'type'))
  for (const direction of ['inward', 'outward'] as const) {
    const key = asText(get(asObject(get(link, `${direction}Issue`)), 'key'))
    if (key === null) continue
    const name = asText(get(type, 'name')) ?? 'Link'
    const reverse = asText(get(type, direction === 'inward' ? 'outward' : 'inward'))
    const label = asText(get(type, direction)) ?? name
    return { type: name, direction, label, key, ...(reverse === null ? {} : { reverse }) }
  }
  return undefined
}

/** Ties to other issues, as texts; a record has them in `links` too. */
export const linksShape: Shape = {
  read: (raw) =>
    listOf(raw, 'links', (link) => {
      const read = linkOf(link)
      return read === undefined ? undefined : `${read.label} ${read.key}`
    }),
  // "This issue blocks AB-1" was the link that reads "blocks AB-1".
  readHistory: (id, text) => text?.replace(/^This issue /, '') ?? id,
  guess: () => plainText,
}
