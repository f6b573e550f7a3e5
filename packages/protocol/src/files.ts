import { idOf } from '@fulcrum/domain'
import * as z from 'zod/mini'

// Files over HTTP. A file is sent as it is, then put into a cell by a command like any other value:
//
//   POST /api/files?board=…&column=…&name=…   the content as the body; answers an UploadedFile, which is an entry of a cell
//   GET  /files/<hash>/<name>                 the content, for whoever may read a cell that holds it; ranges are answered
//   GET  /files/<hash>/<name>?fit=320         a picture as WebP of at most so many pixels each way (`thumbnailSizes`), for the same;
//                                             `not-found` of what is no picture, or of which none can be made
//
// Refusals are `{ error: { code, message, details } }` like everywhere.

/** The query of `POST /api/files`. */
export const uploadQuery = z.strictObject({
  /** The board whose cell it is for: who sends it must have the right to edit items there. */
  board: idOf('board'),
  /** The number of the column, where the right to edit it is to be asked before anything is sent. */
  column: z.optional(z.string().check(z.regex(/^\d{1,6}$/, 'Expected the number of a column.'))),
  /** What the file is called. */
  name: z.string().check(z.minLength(1, 'Say what the file is called.'), z.maxLength(1_000)),
})

/** What the server found a file to be: an entry of a cell of the kind `file`, as it is. */
export const uploadedFile = z.strictObject({
  name: z.string(),
  sizeBytes: z.int(),
  type: z.string(),
  hash: z.string(),
})

export type UploadedFile = z.infer<typeof uploadedFile>

/** Where a file is read. `filePath({ hash: 'ab…', name: 'plan.pdf' }) // 'files/ab…/plan.pdf'` */
export function filePath({ hash, name }: Pick<UploadedFile, 'hash' | 'name'>): string {
  return `files/${hash}/${encodeURIComponent(name.toWellFormed())}`
}

/** The squares into which pictures are drawn small, in pixels: a place in a list, and one where somebody looks at it. */
export const thumbnailSizes = [320, 1280] as const

export type ThumbnailSize = (typeof thumbnailSizes)[number]

/** Where a picture is read small. `thumbnailPath({ hash: 'ab…', name: 'a.png' }, 320) // 'files/ab…/a.png?fit=320'` */
export function thumbnailPath(file: Pick<UploadedFile, 'hash' | 'name'>, fit: ThumbnailSize): string {
  return `${filePath(file)}?fit=${fit}`
}
