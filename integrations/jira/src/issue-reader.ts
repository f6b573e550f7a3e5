import type { Stage } from '@fulcrum/domain'
import {
  LinkFields,
  ParentLinks,
  asArray,
  asObject,
  asText,
  get,
  type FidelityLog,
  type ImportField,
  type ImportOptions,
  type ImportPerson,
  type ImportRecord,
  type Raw,
} from '@fulcrum/integration-kit'
import { FieldBook, type FieldNotes } from './field-book.ts'
import { instantOf } from './instant.ts'
import { PeopleRegistry } from './people.ts'
import { readComments, readHistory } from './read-history.ts'
import { readValues } from './read-values.ts'
import { Reading, shortJson } from './reading.ts'
import { filesById } from './shapes/files.ts'
import { linkOf } from './shapes/links.ts'
import { stageOfStatus } from './status-stage.ts'

const maxKeyChars = 200
const maxStatuses = 1_000
const issueKey = /^[A-Z][A-Z0-9_]*-\d+$/i

/** The key of an issue, or null for what is none. */
export function issueKeyOf(raw: Raw): string | null {
  const key = asText(get(asObject(raw), 'key'))
  return key !== null && key.length <= maxKeyChars ? key : null
}

/** Reads issues; takes stock in the first reading, which `finish` ends, and repeats itself in later ones. */
export class IssueReader {
  private readonly reading: Reading
  private readonly fidelity: FidelityLog
  private readonly stages = new Map<string, Stage>()
  private readonly parents = new ParentLinks()
  private readonly links: LinkFields

  constructor(notes: FieldNotes, options: ImportOptions, fidelity: FidelityLog) {
    this.fidelity = fidelity
    this.links = new LinkFields(options)
    this.reading = new Reading(new PeopleRegistry(), new FieldBook(notes, options), fidelity)
  }

  /**
   * One issue as a record; null for what is no issue, and in the first reading for what was there before. Later
   * readings leave repeated ones out themselves.
   */
  read(raw: Raw): ImportRecord | null {
    const { reading } = this
    const issue = asObject(raw)
    const key = issueKeyOf(raw)
    const fields = asObject(get(issue, 'fields'))
    if (issue === null || fields === null || key === null) {
      reading.lose(null, key === null ? 'key-missing' : 'record-unreadable', shortJson(raw))
      return null
    }
    if (reading.counting && !this.noteIssue(key, fields)) return null
    const values = readValues(reading, key, fields)
    const links = asArray(get(fields, 'issuelinks')).flatMap((link) => linkOf(link) ?? [])
    if (reading.counting) this.links.add(key, links)
    else this.links.put(key, values)
    const createdAt = instantOf(get(fields, 'created'))
    const updatedAt = instantOf(get(fields, 'updated'))
    const createdBy = reading.people.add(get(fields, 'creator')) ?? reading.people.add(get(fields, 'reporter'))
    const parentKey = this.parents.parentOf(key)
    return {
      key,
      title: this.titleOf(key, values['summary']),
      ...(parentKey === undefined ? {} : { parentKey }),
      values,
      ...(createdAt === null ? {} : { createdAt }),
      ...(updatedAt === null ? {} : { updatedAt }),
      ...(createdBy === null ? {} : { createdBy }),
      history: readHistory(reading, key, asObject(get(issue, 'changelog')), filesById(get(fields, 'attachment'))),
      comments: readComments(reading, key, asObject(get(fields, 'comment'))),
      links,
    }
  }

  /** Ends the first reading; what was found in it. */
  finish(): { readonly fields: readonly ImportField[]; readonly people: readonly ImportPerson[] } {
    this.reading.people.finish()
    this.parents.finish('parent', this.fidelity)
    this.reading.counting = false
    const fields = this.reading.book.finish(this.stages, ({ key, title, historyCount }) =>
      this.fidelity.add(key, 'history-of-unknown-field', title, historyCount),
    )
    const titles = new Set(fields.map(({ title }) => title))
    const linkFields = this.links.finish((key) => this.parents.has(key), titles, this.fidelity)
    return { fields: [...fields, ...linkFields], people: this.reading.people.all() }
  }

  private noteIssue(key: string, fields: Readonly<Record<string, Raw>>): boolean {
    if (this.parents.has(key)) {
      this.reading.lose(null, 'record-repeated', key)
      return false
    }
    this.parents.add(key, asText(get(asObject(get(fields, 'parent')), 'key')) ?? this.epicOf(fields))
    const status = asObject(get(fields, 'status'))
    const name = asText(get(status, 'name'))
    if (name === null || this.stages.has(name) || this.stages.size >= maxStatuses) return true
    const stage = stageOfStatus(name, asText(get(asObject(get(status, 'statusCategory')), 'key')))
    if (stage !== null) this.stages.set(name, stage)
    return true
  }

  /** Older sites say in a field of their own to which epic an issue belongs. */
  private epicOf(fields: Readonly<Record<string, Raw>>): string | null {
    for (const id of this.reading.book.epicLinks()) {
      const key = asText(fields[id])
      if (key !== null && issueKey.test(key)) return key
    }
    return null
  }

  private titleOf(key: string, summary: unknown): string {
    if (typeof summary === 'string' && summary.trim() !== '') return summary
    this.reading.lose('summary', 'title-missing', key)
    return key
  }
}
