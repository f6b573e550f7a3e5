import type { BoardState, MemberId } from '@fulcrum/domain'
import { hashText } from '@fulcrum/integration-kit'
import type { ImportDocument, ImportField, ImportPerson, ImportRecord } from '@fulcrum/integration-kit'
import type { ImportReport, ImportStart } from '@fulcrum/protocol'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { documentSource } from '../imports/document-source.ts'
import { runImport } from '../imports/engine/run-import.ts'
import type { ImportOrder } from '../imports/engine/run-import.ts'
import { planFields } from '../imports/mapping.ts'
import { OneImport } from '../imports/one-import.ts'
import type { SyncNode } from '../node.ts'
import { newId } from './world.ts'

/** A folder for the files of a test; gone when `remove` is called. */
export function filesFolder(): {
  readonly folder: string
  write(name: string, content: string | Uint8Array): string
  remove(): void
} {
  const dir = mkdtempSync(path.join(tmpdir(), 'fulcrum-import-'))
  return {
    folder: dir,
    write(name, content) {
      const file = path.join(dir, name)
      writeFileSync(file, content)
      return file
    },
    remove: () => rmSync(dir, { recursive: true, force: true }),
  }
}

/** Takes a file in as somebody, through the thread that reads files, as the server does. */
export async function importFileAs(
  node: SyncNode,
  memberId: MemberId,
  file: string,
  order: ImportStart & { readonly kind?: string },
  onProgress?: (phase: string, done: number, one: OneImport) => void,
): Promise<ImportReport> {
  const { kind = null, ...start } = order
  const importer = { memberId, principal: () => node.hub.principal(memberId) }
  const one = new OneImport(
    { node, kinds: node.store.kinds },
    { id: newId(), importer, file: { name: path.basename(file), path: file }, ownsFile: false },
  )
  try {
    await one.open(kind, { timeZone: 'UTC' })
    return await one.run(start, (phase, done) => onProgress?.(phase, done, one))
  } finally {
    await one.close()
  }
}

/** A document that tests make by hand. */
export function madeDocument(
  id: string,
  {
    fields,
    people = [],
    records,
  }: {
    readonly fields: readonly (Pick<ImportField, 'key' | 'title' | 'guess'> & Partial<ImportField>)[]
    readonly people?: readonly ImportPerson[]
    readonly records: readonly (Pick<ImportRecord, 'key' | 'title'> & Partial<ImportRecord>)[]
  },
): ImportDocument {
  const whole = records.map((record): ImportRecord => ({ values: {}, history: [], comments: [], links: [], ...record }))
  return {
    source: { id, name: id, fingerprint: hashText(id), identity: 'key' },
    fields: fields.map((field) => ({ filledCount: 1, distinctCount: 1, samples: [], historyCount: 0, ...field })),
    people,
    recordCount: whole.length,
    historyCount: whole.reduce((sum, { history }) => sum + history.length, 0),
    commentCount: whole.reduce((sum, { comments }) => sum + comments.length, 0),
    async *records() {
      yield* whole
    },
    fidelity: [],
  }
}

/** Takes a made document in as somebody. */
export function importDocumentAs(
  node: SyncNode,
  memberId: MemberId,
  document: ImportDocument,
  order: Pick<ImportOrder, 'target'> & Partial<ImportOrder>,
): Promise<ImportReport> {
  return runImport({
    node,
    kinds: node.store.kinds,
    importer: { memberId, principal: () => node.hub.principal(memberId) },
    plans: planFields(document.fields, [], node.store.kinds),
    source: documentSource('made', document),
    reading: { timeZone: 'UTC', dayFirst: true },
    isCancelled: () => false,
    onProgress: () => {},
    ...order,
  })
}

/** What people read in the cells of a board, item by item: `{ Title: ..., Status: ... }`. */
export function shownRows(board: BoardState, personName: (id: string) => string): Record<string, string>[] {
  const context = { personName, locale: 'en', timeZone: 'UTC' }
  return Array.from({ length: board.rowCount }, (_, row) => {
    const shown: Record<string, string> = { Title: String(board.system(row, 'title')) }
    for (const { number, title, kind, settings, lanes } of board.columns()) {
      const value = lanes.some(({ own }) => own) ? board.cell(row, number) : null
      if (value !== null) shown[title] = kind.format(value, settings, context)
    }
    return shown
  })
}
