import type { Stage } from '@fulcrum/domain'
import {
  FidelityLog,
  ParentLinks,
  emptyRecord,
  fieldKey,
  hashText,
  isUnsafeKey,
  limitsOf,
  parseDateText,
  tooManyFields,
  tooManyRecords,
  unique,
  type FidelityReason,
  type ImportComment,
  type ImportDocument,
  type ImportFile,
  type ImportHistoryEntry,
  type ImportLink,
  type ImportOptions,
  type ImportRecord,
  type ImportValue,
} from '@fulcrum/integration-kit'
import { DomainError } from '@fulcrum/domain'
import { FieldStock, stageOfStatus } from './field-stock.ts'
import { asArray, asObject, asText, get, type Raw } from './json.ts'
import { PeopleRegistry } from './people.ts'
import { hoursOf, linkOf, readShape, textOf, type ReadContext } from './read-shape.ts'
import {
  customShapes,
  leftOutFields,
  systemFields,
  typeShapes,
  type FieldShape,
  type SystemField,
} from './system-fields.ts'

/** What pages say about fields: their titles and how their values are made. */
export interface FieldNotes {
  readonly names: ReadonlyMap<string, string>
  readonly schemas: ReadonlyMap<string, Readonly<Record<string, Raw>>>
}

/** Issues in the form of the REST search, from whichever file. */
export interface IssueInput {
  readonly file: ImportFile
  readonly options: ImportOptions
  readonly fidelity: FidelityLog
  readonly notes: FieldNotes
  /** Each call starts at the beginning. */
  issues(): AsyncIterable<Raw>
}

type RawObject = Readonly<Record<string, Raw>>

/** Takes stock of all issues in one reading; records are read anew each time they are asked for. */
export async function issueDocument(input: IssueInput): Promise<ImportDocument> {
  const limits = limitsOf(input.options)
  const reader = new IssueReader(input)
  let recordCount = 0
  let historyCount = 0
  let commentCount = 0
  const hosts = new Map<string, number>()
  const projects = new Set<string>()
  for await (const raw of input.issues()) {
    const record = reader.read(raw)
    if (record === null) continue
    recordCount++
    if (recordCount > limits.maxRecords) throw tooManyRecords(limits)
    historyCount += record.history.length
    commentCount += record.comments.length
    const host = hostOf(asText(get(asObject(raw), 'self')))
    if (host !== null && (hosts.has(host) || hosts.size < 10)) hosts.set(host, (hosts.get(host) ?? 0) + 1)
    if (projects.size < 50) projects.add(record.key.replace(/-\d+$/, ''))
  }
  if (recordCount === 0) {
    throw new DomainError('invalid', `The file "${input.file.name}" holds no issues: choose another one.`, {
      reason: 'no-rows',
    })
  }
  reader.finish()
  const fields = reader.fields(recordCount)
  const host = [...hosts].sort((left, right) => right[1] - left[1])[0]?.[0]
  const names = [...projects].sort()
  return {
    source: {
      id: host === undefined ? 'jira' : `jira:${host}`,
      name: `${host ?? input.file.name}${names.length <= 5 ? `: ${names.join(', ')}` : ''}`,
      fingerprint: hashText(fields.map(({ key }) => key).join('\n')),
      identity: 'key',
    },
    fields,
    people: reader.people.all(),
    recordCount,
    historyCount,
    commentCount,
    records: () => reader.records(),
    fidelity: input.fidelity.report(),
  }
}

/** Reads issues; counts in the first reading, repeats itself in later ones. */
class IssueReader {
  readonly people = new PeopleRegistry()
  private readonly input: IssueInput
  private readonly stocks = new Map<string, FieldStock>()
  private readonly titles = new Set<string>()
  private readonly byName = new Map<string, string>()
  private readonly statusStages = new Map<string, Stage>()
  private readonly links = new ParentLinks()
  private readonly maxFields: number
  private readonly fieldKeys = new Map<string, string | null>()
  private counting = true

  constructor(input: IssueInput) {
    this.input = input
    this.maxFields = limitsOf(input.options).maxFields
    for (const field of systemFields) {
      const title = unique(input.notes.names.get(field.id) ?? field.title, this.titles, (name, n) => `${name} ${n}`)
      this.stocks.set(field.id, new FieldStock(field, title))
      for (const name of [field.id, field.title, title, ...(field.historyNames ?? [])]) {
        const known = name.toLowerCase()
        if (!this.byName.has(known)) this.byName.set(known, field.id)
      }
    }
    for (const [id, name] of input.notes.names) {
      const known = name.toLowerCase()
      if (!this.byName.has(known) && !leftOutFields.has(id) && id !== 'comment') this.byName.set(known, id)
    }
  }

  /** One issue as a record; null for what is no issue or was there before. */
  read(raw: Raw): ImportRecord | null {
    const issue = asObject(raw)
    const key = asText(get(issue, 'key'))
    const fields = asObject(get(issue, 'fields'))
    if (issue === null || fields === null || key === null || key.length > 200) {
      this.lose(null, key === null ? 'key-missing' : 'record-unreadable', shortJson(raw))
      return null
    }
    if (this.counting) {
      if (this.links.has(key)) {
        this.lose(null, 'record-repeated', key)
        return null
      }
      this.links.add(key, asText(get(asObject(get(fields, 'parent')), 'key')))
    }
    const values = this.readValues(key, fields)
    const instant = (field: string) => instantOf(get(fields, field))
    const createdAt = instant('created')
    const updatedAt = instant('updated')
    const createdBy = this.people.add(get(fields, 'creator')) ?? this.people.add(get(fields, 'reporter'))
    const title = values['summary']
    if (typeof title !== 'string') this.lose('summary', 'title-missing', key)
    const parentKey = this.links.parentOf(key)
    return {
      key,
      title: typeof title === 'string' && title.trim() !== '' ? title : key,
      ...(parentKey === undefined ? {} : { parentKey }),
      values,
      ...(createdAt === null ? {} : { createdAt }),
      ...(updatedAt === null ? {} : { updatedAt }),
      ...(createdBy === null ? {} : { createdBy }),
      history: this.readHistory(key, asObject(get(issue, 'changelog'))),
      comments: this.readComments(key, asObject(get(fields, 'comment'))),
      links: asArray(get(fields, 'issuelinks')).flatMap((link): ImportLink[] => {
        const read = linkOf(link)
        return read === undefined ? [] : [read]
      }),
    }
  }

  /** Ends the first reading. */
  finish(): void {
    this.people.finish()
    this.links.finish('parent', this.input.fidelity)
    this.counting = false
  }

  fields(recordCount: number) {
    return [...this.stocks.values()]
      .filter((stock) => stock.filledCount > 0 || stock.historyCount > 0)
      .map((stock) => stock.field(this.statusStages, recordCount))
  }

  async *records(): AsyncGenerator<ImportRecord> {
    const seen = new Set<string>()
    for await (const raw of this.input.issues()) {
      const record = this.read(raw)
      if (record === null || seen.has(record.key)) continue
      seen.add(record.key)
      yield record
    }
  }

  private readValues(key: string, fields: RawObject): Record<string, ImportValue> {
    const values = emptyRecord<ImportValue>()
    const put = (id: string, raw: Raw) => {
      const stock = this.stockOf(id)
      if (stock === null) return
      const read = readShape(raw, stock.shape, this.context(stock.key))
      if (read === undefined) {
        this.lose(stock.key, 'field-unsupported', `${key}: ${shortJson(raw)}`)
        return
      }
      if (read.value === null || ((id === 'votes' || id === 'watches') && read.value === 0)) return
      values[stock.key] = read.value
      if (this.counting) stock.note(read.value, read.shape)
    }
    put('issuekey', key)
    for (const id of Object.keys(fields)) {
      const raw = fields[id]
      if (id === 'comment' || id === 'issuekey' || raw === null || raw === undefined) continue
      const reason = leftOutFields.get(id) ?? this.reasonBySchema(id)
      if (reason !== undefined) {
        this.leaveOut(id, reason, raw)
        continue
      }
      if (id === 'status') this.noteStatus(raw)
      if (id === 'attachment') this.lose('attachment', 'attachment-left-out', key, asArray(raw).length)
      put(id, raw)
    }
    return values
  }

  private readHistory(key: string, changelog: RawObject | null): readonly ImportHistoryEntry[] {
    const entries: ImportHistoryEntry[] = []
    const histories = asArray(get(changelog, 'histories'))
    const total = get(changelog, 'total')
    if (typeof total === 'number' && total > histories.length) {
      this.lose(null, 'history-cut', `${key}: ${histories.length} of ${total}`, total - histories.length)
    }
    for (const raw of histories) {
      const history = asObject(raw)
      const at = instantOf(get(history, 'created'))
      const items = asArray(get(history, 'items'))
      if (at === null) {
        this.lose(null, 'date-unreadable', `${key}: ${shortJson(get(history, 'created'))}`, Math.max(items.length, 1))
        continue
      }
      const by = this.people.add(get(history, 'author'))
      for (const item of items) {
        const entry = this.readItem(key, at, by, asObject(item))
        if (entry !== null) entries.push(entry)
      }
    }
    const first = entries[0]?.at ?? 0
    const last = entries.at(-1)?.at ?? 0
    // Some sites list the newest change first; then changes of one moment are in that order too.
    return (first > last ? entries.reverse() : entries).sort((left, right) => left.at - right.at)
  }

  private readItem(key: string, at: number, by: string | null, item: RawObject | null): ImportHistoryEntry | null {
    const name = asText(get(item, 'field'))
    if (item === null || name === null) {
      this.lose(null, 'record-unreadable', `${key}: ${shortJson(item)}`)
      return null
    }
    const stock = this.stockOfHistory(asText(get(item, 'fieldId')), name)
    if (stock === null) {
      this.lose(null, 'key-unsafe', name)
      return null
    }
    const fromId = asText(get(item, 'from'))
    const toId = asText(get(item, 'to'))
    const from = this.historyValue(stock, fromId, asText(get(item, 'fromString')))
    const to = this.historyValue(stock, toId, asText(get(item, 'toString')))
    if (this.counting) stock.noteHistory([from, to])
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

  private historyValue(stock: FieldStock, id: string | null, text: string | null): string | null {
    if (id === null && text === null) return null
    switch (stock.shape) {
      case 'person':
      case 'people': {
        const ids = (id ?? text ?? '').replace(/^\[|\]$/g, '').split(', ')
        const names = (text ?? '').replace(/^\[|\]$/g, '').split(', ')
        for (const [index, each] of ids.entries()) this.people.addId(each, names[index] ?? null)
        return ids.map((each) => this.people.keyOf(each)).join(', ')
      }
      case 'day': {
        const day = [id, text].find((each) => each !== null && /^\d{4}-\d{2}-\d{2}/.test(each))
        return day?.slice(0, 10) ?? text ?? id
      }
      case 'hours': {
        const seconds = Number(id ?? text)
        return Number.isFinite(seconds) ? String(hoursOf(seconds)) : (text ?? id)
      }
      case 'labels':
        return stock.key === 'labels' ? (text ?? id ?? '').trim().split(/\s+/).join(', ') : (text ?? id)
      case 'instant':
        return id !== null && parseDateText(id, 'iso') !== null ? id : (text ?? id)
      default:
        return text ?? id
    }
  }

  private readComments(key: string, raw: RawObject | null): readonly ImportComment[] {
    const comments = asArray(get(raw, 'comments'))
    const total = get(raw, 'total')
    if (typeof total === 'number' && total > comments.length) {
      this.lose(null, 'comments-cut', `${key}: ${comments.length} of ${total}`, total - comments.length)
    }
    const read: ImportComment[] = []
    for (const each of comments) {
      const comment = asObject(each)
      const at = instantOf(get(comment, 'created'))
      if (at === null) {
        this.lose(null, 'date-unreadable', `${key}: ${shortJson(get(comment, 'created'))}`)
        continue
      }
      const id = asText(get(comment, 'id'))
      read.push({
        ...(id === null ? {} : { key: id }),
        at,
        by: this.people.add(get(comment, 'author')),
        text: textOf(get(comment, 'body'), this.context(null)) ?? '',
      })
    }
    return read.sort((left, right) => left.at - right.at)
  }

  private context(field: string | null): ReadContext {
    return { people: this.people, onLost: (what) => this.lose(field, 'value-shortened', what) }
  }

  private noteStatus(raw: Raw): void {
    const status = asObject(raw)
    const name = asText(get(status, 'name'))
    if (!this.counting || name === null || this.statusStages.has(name) || this.statusStages.size > 1000) return
    const stage = stageOfStatus(name, asText(get(asObject(get(status, 'statusCategory')), 'key')))
    if (stage !== null) this.statusStages.set(name, stage)
  }

  private leaveOut(id: string, reason: FidelityReason, raw: Raw): void {
    const isEmpty = asArray(raw).length === 0 && (Array.isArray(raw) || raw === -1 || raw === 0)
    const worklogs = id === 'worklog' ? get(asObject(raw), 'total') : undefined
    const count = typeof worklogs === 'number' ? worklogs : isEmpty ? 0 : 1
    this.lose(id, reason, shortJson(raw), count)
  }

  private reasonBySchema(id: string): FidelityReason | undefined {
    const custom = asText(get(this.input.notes.schemas.get(id), 'custom'))
    return custom?.endsWith(':gh-lexo-rank') ? 'field-order' : undefined
  }

  private stockOf(id: string): FieldStock | null {
    const safe = this.safeKey(id)
    if (safe === null) {
      this.lose(null, 'key-unsafe', id)
      return null
    }
    return this.stocks.get(safe) ?? this.addStock({ id: safe, title: this.titleOf(id), shape: this.shapeOf(id) })
  }

  private stockOfHistory(fieldId: string | null, name: string): FieldStock | null {
    const known = fieldId !== null && this.stocks.has(fieldId) ? fieldId : this.byName.get(name.toLowerCase())
    if (known !== undefined) return this.stockOf(known)
    if (fieldId !== null && this.input.notes.names.has(fieldId)) return this.stockOf(fieldId)
    if (name.length > 200) return null
    const id = `history-${fieldKey(name)}`
    if (this.counting) this.lose(id, 'history-of-unknown-field', name)
    return this.stocks.get(id) ?? this.addStock({ id, title: name, shape: 'text' })
  }

  private addStock(field: SystemField): FieldStock {
    if (this.stocks.size >= this.maxFields) throw tooManyFields(limitsOf(this.input.options))
    const stock = new FieldStock(
      field,
      unique(field.title, this.titles, (name, n) => `${name} ${n}`),
    )
    this.stocks.set(field.id, stock)
    return stock
  }

  /** Ids of the source serve as keys where they are plain; others are made plain; unsafe ones have none. */
  private safeKey(id: string): string | null {
    const known = this.fieldKeys.get(id)
    if (known !== undefined) return known
    const plain = /^[A-Za-z][\w.-]{0,99}$/.test(id) && !(id in Object.prototype)
    const key = isUnsafeKey(id) ? null : plain ? id : `field-${fieldKey(id)}`
    if (this.fieldKeys.size < this.maxFields * 2) this.fieldKeys.set(id, key)
    return key
  }

  private titleOf(id: string): string {
    const title = (this.input.notes.names.get(id) ?? id).replace(/\s+/g, ' ').trim().slice(0, 200)
    return title === '' ? id : title
  }

  private shapeOf(id: string): FieldShape {
    const schema = this.input.notes.schemas.get(id)
    const custom = asText(get(schema, 'custom'))
    const byCustom = custom === null ? undefined : customShapes.get(custom.slice(custom.lastIndexOf(':') + 1))
    if (byCustom !== undefined) return byCustom
    const type = asText(get(schema, 'type'))
    if (type === 'array') {
      const items = typeShapes.get(asText(get(schema, 'items')) ?? '')
      return items === undefined ? 'any' : items === 'person' ? 'people' : 'labels'
    }
    return typeShapes.get(type ?? '') ?? 'any'
  }

  private lose(field: string | null, reason: FidelityReason, sample: string, count = 1): void {
    if (this.counting) this.input.fidelity.add(field, reason, sample, count)
  }
}

function instantOf(raw: Raw): number | null {
  if (typeof raw === 'number') return Number.isSafeInteger(raw) ? raw : null
  return typeof raw === 'string' ? (parseDateText(raw, 'iso')?.instantMs ?? null) : null
}

function hostOf(self: string | null): string | null {
  return /^https?:\/\/([^/\s]{1,200})\//.exec(self ?? '')?.[1]?.toLowerCase() ?? null
}

function shortJson(raw: Raw): string {
  if (typeof raw === 'string') return raw.slice(0, 200)
  if (typeof raw !== 'object' || raw === null) return String(raw)
  const keys = Array.isArray(raw) ? `[${raw.length}]` : `{${Object.keys(raw).slice(0, 8).join(', ')}}`
  return keys.slice(0, 200)
}
