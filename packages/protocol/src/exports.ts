import { boardViewSpec, idOf } from '@fulcrum/domain'
import * as z from 'zod/mini'

// Exporting over HTTP. A board is asked for in a format, and its file fetched:
//
//   GET    /exports/formats      ExportFormatEntry[]: what can be written
//   POST   /exports              ExportOrder; answers an ExportStatus with the file's id and name
//   GET    /exports/:id/file     the file, as it is written; can be fetched until the export is forgotten
//   GET    /exports/:id          ExportStatus: how far the file is
//   DELETE /exports/:id          forgets it, and cuts a file that is on its way
//
// Refusals are `{ error: { code, message, details } }` like everywhere.

/** A format that can be written. */
export interface ExportFormatEntry {
  readonly format: string
  readonly label: string
  readonly description: string
  /** With the dot, lower case. */
  readonly extension: string
}

/** `POST /exports` with these. */
export const exportOrder = z.strictObject({
  board: idOf('board'),
  format: z.string().check(z.minLength(1), z.maxLength(40)),
  /** The rows and columns of this view, in its order. Absent is everything: all items and all columns. */
  view: z.optional(boardViewSpec),
  /** What is typed into the search box beside the view. */
  search: z.optional(z.string().check(z.maxLength(200))),
  /** Text formats begin with a byte order mark, by which old spreadsheets know UTF-8. */
  mark: z.optional(z.boolean()),
})

export type ExportOrder = z.infer<typeof exportOrder>

/** How far an export is. */
export interface ExportStatus {
  readonly id: string
  readonly fileName: string
  /** `ready` until its file is fetched; `failed` where it was cut. */
  readonly state: 'ready' | 'running' | 'done' | 'failed'
  /** Rows that are written, of all. */
  readonly done: number
  readonly total: number
}
