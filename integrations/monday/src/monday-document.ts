import {
  FidelityLog,
  emptyRecord,
  hashText,
  limitsOf,
  parseDateText,
  personOf,
  peopleOf,
  tooManyRecords,
  type ImportDocument,
  type ImportFile,
  type ImportOptions,
  type ImportPerson,
  type ImportRecord,
  type ImportRole,
  type ImportSourceIdentity,
  type ImportValue,
} from '@fulcrum/integration-kit'
import { DomainError, matchingKey } from '@fulcrum/domain'
import { BoardFields, asImportField, peopleIn, type BoardField } from './board-fields.ts'
import { rowRecords, type BoardNotes, type RowRecord } from './board-reader.ts'
import { openBoard, type BoardWorkbook } from './board-sheet.ts'
import { textOf, textsOf } from './cells.ts'
import { Identity, keyOf } from './keys.ts'
import { notABoard } from './not-a-board.ts'
import { OwnFields } from './own-fields.ts'
import { somebodyIn } from './shapes/logs.ts'
import { Updates, byName } from './updates.ts'
import { Waits } from './waits.ts'

/** What the readings of a board share. */
interface Reading {
  readonly options: ImportOptions
  readonly workbook: BoardWorkbook
  readonly identity: ImportSourceIdentity['identity']
  readonly fields: BoardFields
  readonly own: OwnFields
  readonly updates: Updates
  readonly waits: Waits
  /** Fields that ties between items replace. */
  readonly replaced: ReadonlySet<BoardField>
  /** The field that says who made an item, where it says the time as well. */
  readonly log: BoardField | undefined
}

/** Takes stock of a board in one reading; its records are read anew each time they are asked for. */
export async function mondayDocument(file: ImportFile, options: ImportOptions): Promise<ImportDocument> {
  const limits = limitsOf(options)
  const fidelity = new FidelityLog()
  const workbook = await openBoard(file, options)
  for (const other of workbook.others) fidelity.add(null, other.hidden ? 'sheet-hidden' : 'sheet-other', other.name)
  const updates = await readUpdates(workbook, options, fidelity)
  const fields = new BoardFields(options)
  const own = new OwnFields()
  const identities = new Identity()
  const counts = { records: 0, subItems: 0, comments: 0 }
  const known = new Set<string>()
  let title = workbook.board.name
  let sawTitles = false
  const notes: BoardNotes = {
    fidelity,
    onBoard(row) {
      if (row.kind === 'summary') fidelity.add(null, 'row-summary', textsOf(row.row).join(' ').trim())
      else if (row.kind === 'board') title = row.text
      else fidelity.add(null, 'row-before-header', row.text)
    },
    onTitles(level, titles) {
      sawTitles = true
      if (level === 'item') own.nameTitle = titles[0] ?? own.nameTitle
    },
  }
  for await (const record of rowRecords(workbook, notes)) {
    counts.records++
    if (counts.records > limits.maxRecords) throw tooManyRecords(limits)
    if (record.level === 'subitem') counts.subItems++
    if (record.name === '') fidelity.add('name', 'title-missing', record.id)
    own.note(record)
    identities.note(record)
    known.add(record.id).add(byName(record.name))
    counts.comments += updates.of(record.id, record.name).length
    for (const { column, cell, fill } of record.cells) fields.note(record.level, column, cell, fill)
  }
  if (!sawTitles) throw notABoard(file)
  if (counts.records === 0) {
    throw new DomainError('invalid', `The board in "${file.name}" has no items: export one that has some.`, {
      reason: 'no-rows',
    })
  }
  updates.finish((item) => known.has(item))
  const identity = identities.kind
  const ownFields = own.finish(identity === 'key')
  const keys = new Set(OwnFields.keys)
  const titles = new Set(ownFields.map((field) => field.title))
  const made = fields.finish(counts.subItems > 0, keys, titles, fidelity)
  const waits = new Waits(made)
  const reading = { options, workbook, identity, fields, own, updates, waits, log: made.find(isLog) }
  const ties = await readTies(reading, titles, fidelity)
  const kept = made.filter((field) => !ties.replaced.has(field))
  const all = [...ownFields, ...kept.map(asImportField), ...ties.fields]
  return {
    source: {
      id: `monday:${matchingKey(title)}`,
      name: title,
      fingerprint: hashText(all.map((field) => field.key).join('\n')),
      identity,
    },
    fields: all,
    people: everybody([...peopleIn(kept), ...updates.people.values(), ...logged(reading.log)]),
    recordCount: counts.records,
    historyCount: 0,
    commentCount: counts.comments,
    ...(workbook.names.length > 1 ? { sheets: workbook.names } : {}),
    records: () => recordsOf({ ...reading, replaced: ties.replaced }),
    fidelity: fidelity.report(),
  }
}

async function readUpdates(
  { updates: sheet, rows }: BoardWorkbook,
  { timeZone = 'UTC' }: ImportOptions,
  fidelity: FidelityLog,
): Promise<Updates> {
  const updates = new Updates(timeZone, fidelity)
  if (sheet === null) return updates
  for await (const part of rows(sheet)) for (const row of part) updates.add(row)
  return updates
}

/** What waits for what, read in a reading of its own where a column speaks of it. */
async function readTies(
  reading: Omit<Reading, 'replaced'>,
  titles: Set<string>,
  fidelity: FidelityLog,
): Promise<{ readonly fields: ImportDocument['fields']; readonly replaced: ReadonlySet<BoardField> }> {
  const { waits, workbook, fields, identity } = reading
  if (!waits.isNeeded) return { fields: [], replaced: new Set() }
  for await (const record of rowRecords(workbook)) {
    const texts = new Map<BoardField, string>()
    for (const { column, cell } of record.cells) {
      const field = fields.of(record.level, column)
      if (field !== undefined) texts.set(field, textOf(cell))
    }
    waits.add(keyOf(record, identity), record.name, (field) => texts.get(field) ?? '')
  }
  const { fields: made, isWhole } = waits.finish(titles, fidelity)
  return { fields: made, replaced: isWhole ? waits.fields : new Set() }
}

async function* recordsOf(reading: Reading): AsyncGenerator<ImportRecord> {
  for await (const record of rowRecords(reading.workbook)) yield toRecord(reading, record)
}

function toRecord(reading: Reading, record: RowRecord): ImportRecord {
  const { identity, own, updates, waits, fields, replaced } = reading
  const key = keyOf(record, identity)
  const values = emptyRecord<ImportValue>()
  const times: Partial<Record<ImportRole, number>> = {}
  let createdBy: string | undefined
  own.put(record, values)
  for (const { column, cell } of record.cells) {
    const field = fields.of(record.level, column)
    if (field === undefined || replaced.has(field)) continue
    const value = field.shape.read(cell)
    values[field.key] = value
    if (field.role === 'creator') createdBy = peopleOf(textOf(cell), field.guess.settings.separator)[0]?.key
    else if (field.role !== undefined) {
      const at = instantOf(textOf(cell), String(value), field, reading)
      if (at !== undefined) times[field.role] = at
    }
    if (field === reading.log) createdBy ??= personOf(somebodyIn(textOf(cell)) ?? '')?.key
  }
  waits.put(key, values)
  const { created, updated } = times
  return {
    key,
    title: record.name === '' ? record.id || `Row ${record.ordinal}` : record.name,
    ...(record.parent === null ? {} : { parentKey: keyOf(record.parent, identity) }),
    ...(record.group === null ? {} : { group: record.group }),
    values,
    ...(created === undefined ? {} : { createdAt: created }),
    ...(updated === undefined ? {} : { updatedAt: updated }),
    ...(createdBy === undefined ? {} : { createdBy }),
    history: [],
    comments: updates.of(record.id, record.name),
    links: [],
  }
}

function instantOf(text: string, value: string, { guess }: BoardField, { options }: Reading): number | undefined {
  const style = guess.settings.dateStyle
  return style === undefined || text === '' ? undefined : parseDateText(value, style, options.timeZone)?.instantMs
}

function isLog({ role, stock }: BoardField): boolean {
  return role === 'created' && stock.looksLike('log', 0.9)
}

function logged(log: BoardField | undefined): readonly ImportPerson[] {
  if (log === undefined) return []
  return [...log.stock.names].flatMap((text) => personOf(somebodyIn(text) ?? '') ?? [])
}

function everybody(people: readonly ImportPerson[]): readonly ImportPerson[] {
  return [...new Map(people.map((person) => [person.key, person])).values()]
}
