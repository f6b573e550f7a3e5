export { workbookParts, writeWorkbook, type WrittenCell, type WrittenSheet } from './workbook.ts'
export { zip, type ZipPart } from './zip.ts'
