import {
  importKinds,
  importRoles,
  type ImportDocument,
  type ImportFile,
  type ImportOptions,
  type ImportSource,
} from './import-source.ts'
import { fileOf } from './attachments.ts'
import { fidelityReasons } from './fidelity.ts'
import { isUnsafeKey } from './keys.ts'
import { readValue } from './read-value.ts'

/** A file that a source must be able to open, for the contract suite. */
export interface ContractSample {
  readonly name: string
  readonly file: ImportFile
  readonly options?: ImportOptions
}

/** One thing that every import source promises. `check` throws where it is broken. */
export interface ImportSourceLaw {
  readonly name: string
  readonly check: () => Promise<void>
}

/** Files no source may accept, crash on or hang on; each must end in an error with a code and a sentence. */
export interface HostileSample {
  readonly name: string
  readonly file: ImportFile
  /** The reason in the error's details, where it matters which one refuses. */
  readonly reason?: string
}

/**
 * The contract of import sources, as laws that a test runs one by one:
 * `for (const law of importSourceLaws(source, samples, hostile)) test(law.name, law.check)`
 */
export function importSourceLaws(
  source: ImportSource,
  samples: readonly ContractSample[],
  hostile: readonly HostileSample[],
): readonly ImportSourceLaw[] {
  const each = (name: string, law: (document: ImportDocument, sample: ContractSample) => Promise<void> | void) =>
    samples.map((sample) => ({
      name: `${source.id}, ${sample.name}: ${name}`,
      check: async () => law(await source.open(sample.file, sample.options), sample),
    }))
  return [
    { name: `${source.id}: its declaration is whole`, check: async () => declarationIsWhole(source) },
    ...each('fields have unique keys and titles', fieldsAreUnique),
    ...each('records are as many as announced, with unique keys and titles', recordsAreWhole),
    ...each('links name other records, files their addresses', tiesHold),
    ...each('counts of filled cells are those of the records', countsAgree),
    ...each('history names fields and people that exist', historyHolds),
    ...each('a second reading gives the same records', secondReadingIsEqual),
    ...each('a second opening gives the same keys', async (document, sample) => {
      const again = await source.open(sample.file, sample.options)
      expectEqual(withoutFunctions(again), withoutFunctions(document), 'the document')
    }),
    ...each('all of it survives JSON', survivesJson),
    ...each('nearly every value fits its guess', guessesFit),
    ...hostile.map((sample) => ({
      name: `${source.id}, ${sample.name}: is refused with a code and a sentence`,
      check: () => refuses(source, sample),
    })),
  ]
}

function declarationIsWhole(source: ImportSource): void {
  expect(/^[a-z][a-z0-9-]*$/.test(source.id), 'the id is lower case')
  expect(source.label !== '' && source.description.endsWith('.'), 'label and description are for people')
  expect(source.extensions.length > 0 && source.extensions.every((ext) => /^\.[a-z0-9]+$/.test(ext)), 'extensions')
  expect(
    source.mediaTypes.every((type) => /^[a-z]+\/[a-z0-9.+-]+$/.test(type)),
    'media types',
  )
}

function fieldsAreUnique({ fields }: ImportDocument): void {
  expect(new Set(fields.map((field) => field.key)).size === fields.length, 'field keys are unique')
  expect(new Set(fields.map((field) => field.title)).size === fields.length, 'field titles are unique')
  for (const field of fields) {
    expect(!isUnsafeKey(field.key) && field.key !== '', `the key ${field.key} is safe`)
    expect(field.title.trim() !== '', `the field ${field.key} has a title`)
    expect(importKinds.includes(field.guess.kind), `the kind of ${field.key} is known`)
    expect(field.guess.confidence >= 0 && field.guess.confidence <= 1, `the confidence of ${field.key}`)
    const names = field.guess.settings.options?.map((option) => option.name) ?? []
    expect(new Set(names).size === names.length, `options of ${field.key} are unique`)
    expect(field.samples.length <= 5, `samples of ${field.key}`)
  }
  const roles = fields.flatMap((field) => (field.role === undefined ? [] : [field.role]))
  expect(new Set(roles).size === roles.length, 'each role occurs once')
  expect(
    roles.every((role) => importRoles.includes(role)),
    'roles are known',
  )
}

async function recordsAreWhole(document: ImportDocument): Promise<void> {
  const known = new Set(document.fields.map((field) => field.key))
  const keys = new Set<string>()
  const parents: string[] = []
  let count = 0
  let comments = 0
  for await (const record of document.records()) {
    count++
    comments += record.comments.length
    keys.add(record.key)
    if (record.parentKey !== undefined) parents.push(record.parentKey)
    expect(record.key !== '' && record.title.trim() !== '', `record ${count} has a key and a title`)
    expect(Object.getPrototypeOf(record.values) === null, 'values have no prototype')
    for (const key of Object.keys(record.values)) expect(known.has(key), `the value ${key} belongs to a field`)
  }
  expect(count === document.recordCount, `${document.recordCount} records were announced, ${count} came`)
  expect(comments === document.commentCount, `${document.commentCount} comments were announced, ${comments} came`)
  expect(keys.size === count, 'record keys are unique')
  for (const parent of parents) expect(keys.has(parent), `the parent ${parent} is in the document`)
}

async function tiesHold(document: ImportDocument): Promise<void> {
  const links = document.fields.filter(({ guess }) => guess.kind === 'items' || guess.kind === 'waits')
  const files = document.fields.filter(({ guess }) => guess.kind === 'files')
  for await (const record of document.records()) {
    expect(record.oldKey === undefined || record.oldKey.trim() !== '', `${record.key}: an old key is not empty`)
    for (const { key, guess } of links) {
      const read = readValue(record.values[key], guess)
      expect(read.ok, `${record.key}: ${key} holds keys`)
      const keys = read.ok && read.value !== null && 'keys' in read.value ? read.value.keys : []
      expect(!keys.includes(record.key), `${record.key}: ${key} does not tie it to itself`)
    }
    for (const { key } of files) {
      const value = record.values[key] ?? []
      const texts = typeof value === 'object' ? value : [String(value)]
      for (const text of texts) expect(fileOf(text) !== null, `${record.key}: "${text.slice(0, 80)}" has an address`)
    }
  }
}

async function countsAgree(document: ImportDocument): Promise<void> {
  const filled = new Map<string, number>()
  for await (const record of document.records()) {
    for (const key of Object.keys(record.values)) filled.set(key, (filled.get(key) ?? 0) + 1)
  }
  for (const field of document.fields) {
    const count = filled.get(field.key) ?? 0
    expect(count === field.filledCount, `${field.key}: ${field.filledCount} filled were announced, ${count} came`)
  }
}

async function historyHolds(document: ImportDocument): Promise<void> {
  const fields = new Map(document.fields.map((field) => [field.key, 0]))
  const people = new Set(document.people.map((person) => person.key))
  expect(people.size === document.people.length, 'people have unique keys')
  let count = 0
  for await (const record of document.records()) {
    let before = -Infinity
    for (const entry of record.history) {
      count++
      expect(fields.has(entry.field), `history names the field ${entry.field}`)
      fields.set(entry.field, (fields.get(entry.field) ?? 0) + 1)
      expect(Number.isSafeInteger(entry.at), 'times are whole milliseconds')
      expect(entry.at >= before, 'history is in the order of time')
      before = entry.at
      if (entry.by !== null) expect(people.has(entry.by), `the person ${entry.by} is known`)
    }
    for (const comment of record.comments) {
      if (comment.by !== null) expect(people.has(comment.by), `the person ${comment.by} is known`)
    }
  }
  expect(count === document.historyCount, `${document.historyCount} entries were announced, ${count} came`)
  for (const field of document.fields) {
    expect(fields.get(field.key) === field.historyCount, `${field.key}: history is counted right`)
  }
}

async function secondReadingIsEqual(document: ImportDocument): Promise<void> {
  const first: string[] = []
  for await (const record of document.records()) first.push(JSON.stringify(record))
  let index = 0
  for await (const record of document.records()) expectEqual(JSON.stringify(record), first[index++], `record ${index}`)
}

async function survivesJson(document: ImportDocument): Promise<void> {
  const whole = withoutFunctions(document)
  expectEqual(JSON.stringify(JSON.parse(whole)), whole, 'the document')
  for (const problem of document.fidelity) {
    expect(
      problem.reason in fidelityReasons && problem.count > 0 && problem.message.endsWith('.'),
      'problems are whole',
    )
  }
}

async function guessesFit(document: ImportDocument): Promise<void> {
  const misfits = new Map<string, number>()
  for await (const record of document.records()) {
    for (const field of document.fields) {
      if (!readValue(record.values[field.key], field.guess).ok)
        misfits.set(field.key, (misfits.get(field.key) ?? 0) + 1)
    }
  }
  for (const field of document.fields) {
    const count = misfits.get(field.key) ?? 0
    expect(count <= field.filledCount * 0.2, `${field.key}: ${count} of ${field.filledCount} values do not fit`)
  }
}

async function refuses(source: ImportSource, sample: HostileSample): Promise<void> {
  let refused: unknown = null
  try {
    const document = await source.open(sample.file)
    for await (const record of document.records()) expect(record.key !== '', 'unreachable')
  } catch (error) {
    refused = error
  }
  expect(refused instanceof Error, 'the file is refused')
  expect((refused as Error).name === 'DomainError', `with a code, not by ${String(refused)}`)
  expect(/[.:]/.test((refused as Error).message), 'and a sentence')
  const found = (refused as { details?: { reason?: unknown } }).details?.reason
  expect(sample.reason === undefined || found === sample.reason, `for ${sample.reason}, not for ${String(found)}`)
}

function withoutFunctions({ records: _records, ...rest }: ImportDocument): string {
  return JSON.stringify(rest)
}

function expectEqual(actual: unknown, wanted: unknown, what: string): void {
  expect(actual === wanted, `${what} differs:\n${String(actual)}\n${String(wanted)}`)
}

function expect(condition: boolean, promise: string): void {
  if (!condition) throw new Error(`The contract is broken: ${promise}`)
}
