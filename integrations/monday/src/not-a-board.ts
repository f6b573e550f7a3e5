import { DomainError } from '@fulcrum/domain'
import type { ImportFile } from '@fulcrum/integration-kit'

/** Refuses workbooks without the rows of a board. */
export function notABoard(file: ImportFile): DomainError {
  return new DomainError(
    'unsupported',
    `The workbook "${file.name}" is no export of a board of monday.com: choose the file of the board's menu, "More actions" > "Export board to Excel".`,
    { reason: 'wrong-type' },
  )
}
