import { columnKinds, labelNamed } from '@fulcrum/columns'
import type { Label, LabelSettings } from '@fulcrum/columns'
import { KindRegistry, matchingKey, must } from '@fulcrum/domain'
import type { Json, ParseContext } from '@fulcrum/domain'
import { readValue } from '@fulcrum/integration-kit'
import type { ImportPerson, ImportValue } from '@fulcrum/integration-kit'
import { fieldKind } from '../field-kinds.ts'
import type { CellTarget } from '../field-kinds.ts'
import type { ProblemReason, Problems } from '../problems.ts'
import type { ConvertColumn, ConvertPlan } from './messages.ts'

const kinds = new KindRegistry(columnKinds)
/** Texts that are too long are cut to the longest of these that the column takes. */
const shorterLengths = [100_000, 2_000, 255]

/** Texts of one field whose cells are remembered: labels, numbers and days come again and again. */
const maxRemembered = 2_000
const maxRememberedLength = 100

/** Reads values of one field into cells of its column. */
export interface CellReader {
  /** The cell; null where there is nothing, or nothing that fits. Problems are counted. */
  read(value: ImportValue | undefined): Json
  /** The same for a value of the history: undefined where it does not fit. */
  readPast(value: ImportValue): Json | undefined
}

/** The reader of a column under a plan. */
export function cellReader(
  column: ConvertColumn,
  plan: ConvertPlan,
  people: ReadonlyMap<string, string>,
  problems: Problems,
): CellReader {
  const kind = must(kinds.get(column.kind), `the kind ${column.kind}`)
  const target = targetOf(column, people, problems)
  const context = parseContext(plan, people)
  const entry = column.read === null ? null : fieldKind(column.read.kind)

  function raw(value: ImportValue): { readonly value: Json } | null {
    if (entry === null || column.read === null) {
      const parsed = kind.parse(
        typeof value === 'object' ? (value ?? []).join(', ') : String(value),
        column.settings,
        context,
      )
      return parsed.ok ? parsed : null
    }
    const result = readValue(value, column.read, plan.timeZone)
    if (!result.ok) return null
    return { value: result.value === null ? null : entry.value(result.value, target) }
  }

  function fitted(value: Json, count: (reason: ProblemReason) => void): Json | undefined {
    if (value === null) return null
    const whole = takes(value)
    if (whole !== undefined) return whole
    if (typeof value !== 'string') return undefined
    for (const length of shorterLengths) {
      const cut = value.length > length ? takes(value.slice(0, length)) : undefined
      if (cut === undefined) continue
      count('value-cut')
      return cut
    }
    return undefined
  }

  function takes(value: Json): Json | undefined {
    const parsed = kind.value.safeParse(value)
    return parsed.success && (kind.check?.(parsed.data, column.settings) ?? null) === null ? parsed.data : undefined
  }

  function readAnew(value: ImportValue): Json {
    const found = raw(value)
    const cell = found && fitted(found.value, (reason) => problems.add(column.title, reason, String(value)))
    if (cell !== undefined && found !== null) return cell
    problems.add(column.title, 'value-misfit', String(value))
    return null
  }

  const remembered = new Map<ImportValue, Json>()

  function isRepeatable(value: ImportValue): boolean {
    return typeof value === 'string' ? value.length <= maxRememberedLength : typeof value !== 'object'
  }

  return {
    read(value) {
      if (value === undefined || value === null || value === '') return null
      const before = remembered.get(value)
      if (before !== undefined) return before
      const lossesBefore = problems.count
      const cell = readAnew(value)
      // What is to be counted each time is read each time.
      const isRemembered = isRepeatable(value) && problems.count === lossesBefore && remembered.size < maxRemembered
      if (isRemembered) remembered.set(value, cell)
      return cell
    },
    readPast(value) {
      const found = raw(value)
      return found === null ? undefined : fitted(found.value, () => {})
    },
  }
}

function targetOf(column: ConvertColumn, people: ReadonlyMap<string, string>, problems: Problems): CellTarget {
  const found = new Map<string, Label | null>()
  return {
    label: (name) => {
      const known = found.get(name)
      // @NOTE only kinds with labels ask for labels.
      const label =
        known === undefined ? (labelNamed(column.settings as unknown as LabelSettings, name) ?? null) : known
      found.set(name, label)
      if (label !== null && label.name !== name.replace(/\s+/g, ' ').trim()) {
        problems.add(column.title, 'label-spelling', `${name}: ${label.name}`)
      }
      return label?.number ?? null
    },
    person: ({ key }: ImportPerson) => people.get(key) ?? null,
    lose: (reason, sample) => problems.add(column.title, reason, sample),
  }
}

function parseContext({ timeZone, dayFirst }: ConvertPlan, people: ReadonlyMap<string, string>): ParseContext {
  const findPerson = (text: string) => people.get(matchingKey(text)) ?? people.get(`name:${matchingKey(text)}`) ?? null
  return { timeZone, dayFirst, findPerson }
}
