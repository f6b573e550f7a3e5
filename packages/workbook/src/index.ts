export { damaged, openArchive, type Archive } from './archive.ts'
export { builtInFormat, formatClass, type FormatClass } from './number-format.ts'
export { sheetRows, type SheetNotes } from './sheet.ts'
export { openWorkbook, type SheetEntry, type Workbook } from './workbook.ts'
