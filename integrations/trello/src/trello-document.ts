import {
  asText,
  FidelityLog,
  get,
  hashText,
  limitsOf,
  LinkFields,
  tooManyRecords,
  type ImportDocument,
  type ImportFile,
  type ImportOptions,
  type ImportRecord,
} from '@fulcrum/integration-kit'
import { readBoard } from './board.ts'
import { readCard, readEntry } from './cards.ts'
import { Fields } from './fields.ts'
import { noteLostActions } from './history.ts'
import { People } from './people.ts'
import { Reading } from './reading.ts'

/** How many actions an export holds at most, whatever the board remembers. */
const maxActions = 1_000

/** Takes stock of a board; its records are made anew each time they are asked for. */
export async function trelloDocument(
  file: ImportFile,
  head: Uint8Array,
  options: ImportOptions,
): Promise<ImportDocument> {
  const board = await readBoard(file, head, options)
  const fidelity = new FidelityLog()
  const reading = new Reading(board, new Fields(board), new People(board.members), fidelity)
  const links = new LinkFields()
  const keys = new Set<string>()
  const limits = limitsOf(options)
  let historyCount = 0
  let commentCount = 0
  for (const section of board.unreadable) fidelity.add(null, 'record-unreadable', section)
  for (const record of recordsOf(reading)) {
    keys.add(record.key)
    if (keys.size > limits.maxRecords) throw tooManyRecords(limits)
    historyCount += record.history.length
    commentCount += record.comments.length
    links.add(record.key, record.links)
  }
  if (board.actionCount >= maxActions) {
    fidelity.add(null, 'history-cut', `an export holds the last ${maxActions} actions of a board`)
  }
  noteLostActions(reading)
  const titles = new Set<string>()
  const fields = reading.fields.finish(titles)
  const linkFields = links.finish((key) => keys.has(key), titles, fidelity)
  reading.counting = false
  return {
    source: {
      id: `trello:${board.id}`,
      name: board.name,
      fingerprint: hashText([...fields, ...linkFields].map(({ key }) => key).join('\n')),
      identity: 'key',
    },
    fields: [...fields, ...linkFields],
    people: reading.people.all(),
    recordCount: keys.size,
    historyCount,
    commentCount,
    async *records() {
      for (const record of recordsOf(reading)) {
        links.put(record.key, record.values)
        yield record
      }
    },
    fidelity: fidelity.report(),
  }
}

type OwnRecord = ImportRecord & { readonly values: ReturnType<typeof readCard>['values'] }

/** Each card with the entries of its checklists behind it; what comes a second time is left out. */
function* recordsOf(reading: Reading): Generator<OwnRecord> {
  const seen = new Set<string>()
  const isNew = (key: string) => {
    if (seen.has(key)) reading.lose(null, 'record-repeated', key)
    return !seen.has(key) && seen.add(key)
  }
  for (const card of reading.board.cards) {
    const key = asText(get(card, 'id')) ?? ''
    if (!isNew(key)) continue
    yield readCard(reading, card)
    for (const item of reading.board.checkItems.get(key) ?? []) {
      if (isNew(item.id)) yield readEntry(reading, key, item)
    }
  }
}
