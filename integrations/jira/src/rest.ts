import { DomainError } from '@fulcrum/domain'
import {
  FidelityLog,
  NotThisEncoding,
  asObject,
  asText,
  decodeFile,
  encodingOf,
  get,
  isUnsafeKey,
  limitsOf,
  type ImportDocument,
  type ImportFile,
  type ImportOptions,
  type Raw,
} from '@fulcrum/integration-kit'
import type { FieldNotes } from './field-book.ts'
import { issueDocument } from './issue-document.ts'
import { UnitSplitter, type Unit } from './unit-splitter.ts'

/** How surely a text is the beginning of the JSON of a REST search, 0 to 1. */
export function looksLikeIssueJson(text: string): number {
  if (!/^\ufeff?\s*[[{]/.test(text)) return 0
  if (/"issues"\s*:\s*\[/.test(text)) return 0.95
  return /"fields"\s*:\s*\{/.test(text) && /"key"\s*:\s*"[^"]+-\d+"/.test(text) ? 0.9 : 0.05
}

/** Opens the JSON of a REST search: one page, an array of pages or issues, or either line by line. */
export async function openRest(file: ImportFile, head: Uint8Array, options: ImportOptions): Promise<ImportDocument> {
  const fidelity = new FidelityLog()
  const notes = await readNotes(file, head, options, fidelity)
  return issueDocument({
    file,
    options,
    fidelity,
    notes,
    async *issues() {
      for await (const unit of units(file, head, options, false)) if (unit.kind === 'issue') yield unit.value
    },
  })
}

/** Pages may name their fields after the issues, so names are gathered in a reading of their own. */
async function readNotes(
  file: ImportFile,
  head: Uint8Array,
  options: ImportOptions,
  fidelity: FidelityLog,
): Promise<FieldNotes> {
  const names = new Map<string, string>()
  const schemas = new Map<string, Readonly<Record<string, Raw>>>()
  const { maxFields } = limitsOf(options)
  for await (const unit of units(file, head, options, true)) {
    if (unit.kind !== 'page') continue
    const page = asObject(unit.value)
    for (const [id, name] of Object.entries(asObject(get(page, 'names')) ?? {})) {
      const text = asText(name)
      if (isUnsafeKey(id)) fidelity.add(null, 'key-unsafe', id)
      else if (text !== null && names.size < maxFields * 2) names.set(id, text)
    }
    for (const [id, schema] of Object.entries(asObject(get(page, 'schema')) ?? {})) {
      const object = asObject(schema)
      if (object !== null && !isUnsafeKey(id) && schemas.size < maxFields * 2) schemas.set(id, object)
    }
  }
  return { names, schemas }
}

async function* units(
  file: ImportFile,
  head: Uint8Array,
  options: ImportOptions,
  pagesOnly: boolean,
): AsyncGenerator<Unit> {
  const splitter = new UnitSplitter(limitsOf(options), pagesOnly)
  try {
    for await (const text of decodeFile(file, encodingOf(head))) yield* splitter.push(text)
  } catch (error) {
    if (!(error instanceof NotThisEncoding)) throw error
    throw new DomainError('invalid', `The text of "${file.name}" is damaged: export it again as UTF-8.`, {
      reason: 'text-damaged',
    })
  }
  splitter.finish()
}
