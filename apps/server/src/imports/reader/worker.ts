// The thread that reads files for imports: everything that takes time with a file happens here, so that the server's own thread
// stays free. One thread serves one import.
import { DomainError, must } from '@fulcrum/domain'
import type { ImportDocument, ImportFile, ImportSource } from '@fulcrum/integration-kit'
import { elementsOf, readHead } from '@fulcrum/integration-kit'
import type { ImportPreviewRow, ImportProblem } from '@fulcrum/protocol'
import { parentPort } from 'node:worker_threads'
import { importSources } from '../compose.ts'
import { Problems } from '../problems.ts'
import { convertedSlices } from './convert.ts'
import { diskFile } from './disk-file.ts'
import { gather } from './gather.ts'
import type { OpenedFile, ReaderReply, ReaderRequest, Slice } from './messages.ts'

const previewRows = 25
const port = must(parentPort, 'a parent thread')
let document: ImportDocument | null = null
let problems = new Problems()
let slices: AsyncGenerator<Slice> | null = null
/** The next slice is made while the server writes the one before. */
let ahead: Promise<Slice | null> | null = null

port.on('message', ({ id, request }: { readonly id: number; readonly request: ReaderRequest }) => {
  answer(request).then(
    (value) => port.postMessage({ id, ok: true, value } satisfies ReaderReply),
    (error: unknown) => port.postMessage(refusal(id, error)),
  )
})

async function answer(request: ReaderRequest): Promise<unknown> {
  switch (request.call) {
    case 'sources':
      return importSources.map(({ id, label, description, extensions }) => ({
        kind: id,
        label,
        description,
        extensions,
      }))
    case 'open':
      return openFile(request)
    case 'gather':
      return gather(opened(), request.fields)
    case 'convert':
      problems = new Problems()
      slices = convertedSlices(opened(), request.plan, problems)
      ahead = nextSlice()
      return null
    case 'next': {
      const slice = await ahead
      ahead = slice === null ? Promise.resolve(null) : nextSlice()
      return slice
    }
    case 'problems':
      return problems.report()
  }
}

function nextSlice(): Promise<Slice | null> {
  const next = must(slices, 'a plan')
    .next()
    .then(({ value, done }) => (done ? null : value))
  // Whoever asks for it gets the error; until then it is nobody's.
  next.catch(() => {})
  return next
}

async function openFile({ file, kind, options }: Extract<ReaderRequest, { call: 'open' }>): Promise<OpenedFile> {
  document = null
  const readable = await diskFile(file)
  const source = kind === null ? await recognised(readable) : sourceNamed(kind)
  const found = await source.open(readable, options).catch((error: unknown) => withGuess(error, readable, source))
  document = found
  const { records: _records, fidelity, ...rest } = found
  return {
    kind: source.id,
    label: source.label,
    document: rest,
    problems: fidelity.map((problem): ImportProblem => ({ ...problem, field: titleOf(found, problem.field) })),
    rows: await firstRows(found),
  }
}

async function recognised(file: ImportFile): Promise<ImportSource> {
  const best = await likeliest(file, importSources)
  if (best) return best.source
  throw new DomainError(
    'unsupported',
    `The file "${file.name}" is of no kind that can be imported: ${importSources.map(({ label }) => label).join(', ')}.`,
    { reason: 'wrong-type' },
  )
}

/** The source that a file seems to be of. */
async function likeliest(
  file: ImportFile,
  sources: readonly ImportSource[],
): Promise<{ readonly source: ImportSource; readonly score: number } | null> {
  const head = await readHead(file)
  let best: { readonly source: ImportSource; readonly score: number } | null = null
  for (const source of sources) {
    const atFirst = source.recognise(head, file.name)
    // A damaged file is recognised by its head alone: the source that opens it says what is wrong.
    const score =
      atFirst > 0 && source.recogniseWhole ? await source.recogniseWhole(file).catch(() => atFirst) : atFirst
    if (score > 0.05 && (best === null || score > best.score)) best = { source, score }
  }
  return best
}

/** How sure a guess is that is told to people. */
const worthTelling = 0.5

/** Why a file of another kind is refused: it is not of the form, or nothing in it is what it should be. */
const foreign: ReadonlySet<unknown> = new Set(['wrong-type', 'no-rows'])

/** Says of a file of another kind than was chosen which one it seems to be. */
async function withGuess(error: unknown, file: ImportFile, chosen: ImportSource): Promise<never> {
  if (!(error instanceof DomainError) || !foreign.has(error.details['reason'])) throw error
  const others = importSources.filter((source) => source !== chosen)
  const best = await likeliest(file, others)
  if (best === null || best.score < worthTelling) throw error
  const { id, label } = best.source
  throw new DomainError(error.code, `${error.message} It seems to be of the kind ${label}.`, {
    ...error.details,
    seems: id,
  })
}

function sourceNamed(kind: string): ImportSource {
  const source = importSources.find(({ id }) => id === kind)
  if (source) return source
  const known = importSources.map(({ id }) => id).join(', ')
  throw new DomainError('invalid', `"${kind.slice(0, 40)}" cannot be imported. Known are: ${known}.`, { field: 'kind' })
}

async function firstRows(from: ImportDocument): Promise<ImportPreviewRow[]> {
  const names = new Map(from.people.map(({ key, name }) => [key, name]))
  const byKey = new Set(from.fields.flatMap(({ key, guess }) => (guess.settings.peopleByKey ? [key] : [])))
  const rows: ImportPreviewRow[] = []
  for await (const { key, title, parentKey, group, values } of from.records()) {
    const cells = Object.entries(values).map(([field, value]): [string, string] => {
      const text = byKey.has(field)
        ? elementsOf(value, undefined)
            .map((person) => names.get(person) ?? person)
            .join(', ')
        : typeof value === 'object'
          ? (value ?? []).join(', ')
          : String(value)
      return [field, text.slice(0, 200)]
    })
    rows.push({ key, title, parentKey: parentKey ?? null, group: group ?? null, cells: Object.fromEntries(cells) })
    if (rows.length === previewRows) break
  }
  return rows
}

function titleOf({ fields }: ImportDocument, key: string | null): string | null {
  return key === null ? null : (fields.find((field) => field.key === key)?.title ?? key)
}

function opened(): ImportDocument {
  return must(document, 'an opened file')
}

function refusal(id: number, error: unknown): ReaderReply {
  if (error instanceof DomainError) {
    return { id, ok: false, code: error.code, message: error.message, details: error.details }
  }
  return {
    id,
    ok: false,
    code: null,
    message: error instanceof Error ? (error.stack ?? error.message) : String(error),
    details: {},
  }
}
