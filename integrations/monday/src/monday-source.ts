import { DomainError } from '@fulcrum/domain'
import {
  binaryKind,
  checkFileSize,
  defineImportSource,
  limitsOf,
  readHead,
  type ImportFile,
  type ImportOptions,
} from '@fulcrum/integration-kit'
import { openBoard } from './board-sheet.ts'
import { RowSorter, idPlace } from './row-sorter.ts'
import { mondayDocument } from './monday-document.ts'
import { namesOfSubItems } from './titles.ts'

/** A board of monday.com, as its menu exports it to Excel: groups, items, sub-items and updates. */
export const mondaySource = defineImportSource({
  id: 'monday',
  label: 'monday.com',
  extensions: ['.xlsx'],
  mediaTypes: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  description:
    'A board as monday.com exports it: in the board’s menu, “More actions”, “Export board to Excel”, with sub-items and updates.',
  recognise: (head, name) => (isArchive(head) && /\.xls[xm]$/i.test(name) ? 0.3 : 0),
  recogniseWhole,
  async open(file, options = {}) {
    checkFileSize(file, limitsOf(options))
    const head = await readHead(file)
    if (!isArchive(head)) {
      throw new DomainError(
        'unsupported',
        `The file "${file.name}" is ${binaryKind(head) ?? 'a text file'}, not the Excel export of a board. Choose another file.`,
        { reason: 'wrong-type' },
      )
    }
    return mondayDocument(file, options)
  },
})

/** How many rows are looked at before a workbook is no board. */
const glance = 60

/** A board shows itself by the ids that it gives its items, or by blocks of sub-items. */
async function recogniseWhole(file: ImportFile, options: ImportOptions = {}): Promise<number> {
  const workbook = await openBoard(file, options)
  const sorter = new RowSorter()
  let seen = 0
  let sure = 0
  for await (const rows of workbook.rows(workbook.board)) {
    for (const row of rows) {
      for (const sorted of sorter.push(row)) {
        if (sorted.kind === 'titles') sure = Math.max(sure, signOf(sorted.titles, workbook.updates !== null))
      }
      if (sure > 0.96 || ++seen >= glance) return sure
    }
  }
  return sure
}

/** How surely a row of titles is one of a board. */
function signOf(titles: readonly string[], hasUpdates: boolean): number {
  if (titles.some((title) => /^item id \(auto generated\)$/i.test(title))) return 0.98
  if (namesOfSubItems.test(titles[0] ?? '') || (idPlace(titles) > 0 && hasUpdates)) return 0.97
  return namesOfSubItems.test(titles[1] ?? '') ? 0.96 : 0
}

function isArchive(head: Uint8Array): boolean {
  return head[0] === 0x50 && head[1] === 0x4b && head[2] === 3 && head[3] === 4
}
