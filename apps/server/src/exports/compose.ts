import type { ExportFormat } from './export-format.ts'
import { csvFormat } from './formats/csv.ts'
import { jsonFormat } from './formats/json.ts'
import { markdownFormat } from './formats/markdown.ts'
import { xlsxFormat } from './formats/xlsx/format.ts'

/** The formats that boards are written in, in the order in which people choose one. */
export const exportFormats: readonly ExportFormat[] = [csvFormat, xlsxFormat, markdownFormat, jsonFormat]
