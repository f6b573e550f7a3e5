import {
  asArray,
  asObject,
  emptyRecord,
  get,
  type FidelityReason,
  type ImportValue,
  type Raw,
} from '@fulcrum/integration-kit'
import { shortJson, type Reading } from './reading.ts'
import { readShape } from './shapes/all.ts'
import { fileElement, nameOfFile } from './shapes/files.ts'
import { leftOutFields } from './system-fields.ts'

/** Fields that are read elsewhere: the key stands beside the fields, comments are no cell. */
const notCells: ReadonlySet<string> = new Set(['comment', 'issuekey'])
/** Fields of which zero says nothing. */
const countingFields: ReadonlySet<string> = new Set(['votes', 'watches'])

/** The cells of an issue by field. */
export function readValues(
  reading: Reading,
  key: string,
  fields: Readonly<Record<string, Raw>>,
): Record<string, ImportValue> {
  const values = emptyRecord<ImportValue>()
  putValue(reading, key, values, 'issuekey', key)
  for (const id of Object.keys(fields)) {
    const raw = fields[id]
    if (notCells.has(id) || raw === null || raw === undefined) continue
    const reason = leftOutFields.get(id) ?? (reading.book.isRank(id) ? 'field-order' : undefined)
    if (reason !== undefined) {
      leaveOut(reading, id, reason, raw)
      continue
    }
    if (id === 'attachment') noteFiles(reading, key, asArray(raw))
    putValue(reading, key, values, id, raw)
  }
  return values
}

function putValue(reading: Reading, key: string, values: Record<string, ImportValue>, id: string, raw: Raw): void {
  const stock = reading.book.byId(id)
  if (stock === null) {
    reading.lose(null, 'key-unsafe', id)
    return
  }
  const read = readShape(raw, stock.shape, reading.context(stock.key))
  if (read === undefined) {
    reading.lose(stock.key, 'field-unsupported', `${key}: ${shortJson(raw)}`)
    return
  }
  if (read.value === null || (countingFields.has(id) && read.value === 0)) return
  values[stock.key] = read.value
  if (reading.counting) stock.note(read.value, read.shape)
}

/** Files stay where they are; those without an address cannot be reached from here. */
function noteFiles(reading: Reading, key: string, files: readonly Raw[]): void {
  const lost = files.filter((file) => fileElement(file) === undefined)
  reading.lose('attachment', 'attachment-left-out', key, files.length - lost.length)
  for (const file of lost) reading.lose('attachment', 'attachment-without-address', `${key}: ${nameOfFile(file)}`)
}

function leaveOut(reading: Reading, id: string, reason: FidelityReason, raw: Raw): void {
  const entries = get(asObject(raw), 'total')
  const count = id === 'worklog' && typeof entries === 'number' ? entries : saysNothing(raw) ? 0 : 1
  reading.lose(id, reason, shortJson(raw), count)
}

/** True for values without anything in them: nothing, zero, or what holds only these. */
function saysNothing(raw: Raw): boolean {
  if (raw === null || raw === 0 || raw === -1 || raw === '') return true
  return typeof raw === 'object' && Object.values(raw).every((part) => part === null || part === 0)
}
