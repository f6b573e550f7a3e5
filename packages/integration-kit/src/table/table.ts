import { DomainError } from '@fulcrum/domain'
import type { FidelityLog } from '../fidelity.ts'
import type { ImportDocument, ImportSourceIdentity } from '../import-source.ts'
import { hashText } from '../keys.ts'
import { limitsOf, tooManyRecords } from '../limits.ts'
import { isEmpty } from './cells.ts'
import { columnsOf, everybody, fieldOf, guessAll, noteCells, noteWidth, type Column } from './columns.ts'
import type { TableInput } from './input.ts'
import { dataRows, findLayout } from './layout.ts'
import { readParents, recordsOf, type ReadTable } from './records.ts'
import { assignRoles, columnWith } from './roles.ts'

/**
 * Understands a table: finds its titles, takes stock of every column in one reading, guesses kinds and roles. Records
 * are read anew each time they are asked for, so memory does not grow with the rows.
 */
export async function tableDocument(input: TableInput): Promise<ImportDocument> {
  const { options, fidelity } = input
  const limits = limitsOf(options)
  const layout = await findLayout(input)
  const columns = columnsOf(layout, fidelity, limits.maxFields)
  let recordCount = 0
  for await (const row of dataRows(input, layout, fidelity)) {
    recordCount++
    if (recordCount > limits.maxRecords) throw tooManyRecords(limits)
    noteWidth(row, columns, layout, input)
    noteCells(row.cells, columns)
  }
  if (recordCount === 0 && layout.header.every(isEmpty)) {
    throw new DomainError('invalid', `The file "${input.file.name}" has no rows: choose one with content.`, {
      reason: 'no-rows',
    })
  }
  guessAll(columns, options)
  const identity = assignRoles(columns, options, recordCount)
  const table: ReadTable = { input, layout, columns, identity }
  const links = await readParents(table)
  noteMissingTitles(columns, recordCount, fidelity)
  return {
    source: sourceIdentity(input, columns, identity),
    fields: columns.map(fieldOf),
    people: everybody(columns),
    recordCount,
    historyCount: 0,
    commentCount: 0,
    ...(input.sheets === undefined ? {} : { sheets: input.sheets }),
    records: () => recordsOf(table, links),
    fidelity: fidelity.report(),
  }
}

function noteMissingTitles(columns: readonly Column[], recordCount: number, fidelity: FidelityLog): void {
  const title = columnWith(columns, 'title')
  const count = recordCount - (title?.profile.filledCount ?? 0)
  if (count > 0) fidelity.add(title?.key ?? columns[0]?.key ?? null, 'title-missing', undefined, count)
}

function sourceIdentity(
  { file, part, sourceId }: TableInput,
  columns: readonly Column[],
  identity: ImportSourceIdentity['identity'],
): ImportSourceIdentity {
  const name = file.name.split(/[\\/]/).at(-1) ?? file.name
  const suffix = part === undefined ? '' : `#${part}`
  return {
    id: `${sourceId}:${name.toLowerCase()}${suffix.toLowerCase()}`,
    name: part === undefined ? name : `${name} (${part})`,
    fingerprint: hashText(columns.map((column) => column.key).join('\n')),
    identity,
  }
}
