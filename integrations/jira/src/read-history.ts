import {
  asArray,
  asObject,
  asText,
  get,
  type ImportComment,
  type ImportHistoryEntry,
  type Raw,
} from '@fulcrum/integration-kit'
import { instantOf } from './instant.ts'
import { shortJson, type Reading } from './reading.ts'
import { shapes } from './shapes/all.ts'
import { textOf } from './shapes/texts.ts'

const minuteMs = 60_000

type RawObject = Readonly<Record<string, Raw>>

/** The changes of an issue in the order of time. */
export function readHistory(
  reading: Reading,
  key: string,
  changelog: RawObject | null,
  files: ReadonlyMap<string, string>,
): readonly ImportHistoryEntry[] {
  const entries: ImportHistoryEntry[] = []
  const histories = asArray(get(changelog, 'histories'))
  noteCut(reading, 'history-cut', key, histories.length, get(changelog, 'total'))
  for (const raw of histories) {
    const history = asObject(raw)
    const at = instantOf(get(history, 'created'))
    const items = asArray(get(history, 'items'))
    if (at === null) {
      const sample = `${key}: ${shortJson(get(history, 'created'))}`
      reading.lose(null, 'date-unreadable', sample, Math.max(items.length, 1))
      continue
    }
    const by = reading.people.add(get(history, 'author'))
    for (const item of items) {
      const entry = readItem(reading, key, { at, by, files }, asObject(item))
      if (entry !== null) entries.push(entry)
    }
  }
  const first = entries[0]?.at ?? 0
  const last = entries.at(-1)?.at ?? 0
  // Some sites list the newest change first; then changes of one moment are in that order too.
  return (first > last ? entries.reverse() : entries).sort((left, right) => left.at - right.at)
}

/** The comments of an issue in the order of time. */
export function readComments(reading: Reading, key: string, container: RawObject | null): readonly ImportComment[] {
  const comments = asArray(get(container, 'comments'))
  noteCut(reading, 'comments-cut', key, comments.length, get(container, 'total'))
  const read: ImportComment[] = []
  for (const raw of comments) {
    const comment = asObject(raw)
    const at = instantOf(get(comment, 'created'))
    if (at === null) {
      reading.lose(null, 'date-unreadable', `${key}: ${shortJson(get(comment, 'created'))}`)
      continue
    }
    read.push({
      // All forms of an export say the minute, only some an id of their own.
      key: new Date(Math.floor(at / minuteMs) * minuteMs).toISOString(),
      at,
      by: reading.people.add(get(comment, 'author')),
      text: textOf(get(comment, 'body'), reading.context(null)) ?? '',
    })
  }
  return read.sort((left, right) => left.at - right.at)
}

function readItem(
  reading: Reading,
  key: string,
  { at, by, files }: { readonly at: number; readonly by: string | null; readonly files: ReadonlyMap<string, string> },
  item: RawObject | null,
): ImportHistoryEntry | null {
  const name = asText(get(item, 'field'))
  if (item === null || name === null) {
    reading.lose(null, 'record-unreadable', `${key}: ${shortJson(item)}`)
    return null
  }
  const stock = reading.book.ofHistory(asText(get(item, 'fieldId')), name)
  if (stock === null) {
    reading.lose(null, 'key-unsafe', name)
    return null
  }
  const end = (id: string | null, text: string | null): string | null => {
    if (id === null && text === null) return null
    const file = stock.shape === 'files' && id !== null ? files.get(id) : undefined
    if (file !== undefined) return file
    const { readHistory: read } = shapes[stock.shape]
    return read === undefined ? (text ?? id) : read(id, text, reading.people)
  }
  const fromId = asText(get(item, 'from'))
  const toId = asText(get(item, 'to'))
  const from = end(fromId, asText(get(item, 'fromString')))
  const to = end(toId, asText(get(item, 'toString')))
  if (reading.counting) stock.noteHistory([from, to])
  return {
    at,
    by,
    field: stock.key,
    mode: stock.historyByElement ? 'element' : 'value',
    from,
    to,
    ...(fromId === null ? {} : { fromId }),
    ...(toId === null ? {} : { toId }),
  }
}

/** Searches answer with a part of long lists, and say how long they are. */
function noteCut(
  reading: Reading,
  reason: 'history-cut' | 'comments-cut',
  key: string,
  count: number,
  total: Raw,
): void {
  if (typeof total !== 'number' || total <= count) return
  reading.lose(null, reason, `${key}: ${count} of ${total}`, total - count)
}
