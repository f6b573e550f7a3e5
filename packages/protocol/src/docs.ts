import { docTemplate, idOf, itemOnBoard, titleArg } from '@fulcrum/domain'
import * as z from 'zod/mini'

/** A doc of the tree. */
export interface TreeDoc {
  readonly id: string
  readonly workspaceId: string
  readonly folderId: string | null
  readonly name: string
  /** `board` is whoever may read the board that it follows. */
  readonly access: 'main' | 'private' | 'shareable' | 'board'
  /** The item on which it is. */
  readonly itemId: string | null
  readonly rank: string
  readonly archived: boolean
  /** Since when it is in the trash; null is not at all. */
  readonly deletedAt: number | null
  /** The asker may delete it, and say who else has which role. */
  readonly mayManage: boolean
}

/** A doc that people of the account have saved as a template. */
export interface DocTemplate {
  readonly id: string
  readonly name: string
  readonly description: string | null
  /** Who saved it; null for programs. */
  readonly createdBy: string | null
  /** Whether the asker may delete it. */
  readonly mayManage: boolean
}

/** A doc that was found, with what is meant in its name and in what it says. */
export interface FoundDoc {
  readonly id: string
  readonly name: string
  readonly workspaceId: string
  readonly marks: readonly (readonly [number, number])[]
  readonly excerpt: string | null
  readonly excerptMarks: readonly (readonly [number, number])[]
}

// Over HTTP, beside what goes over the socket:
//
//   POST /docs/<doc>/versions               keeps the text as a version with a name; answers `{ id }`
//   POST /docs/<doc>/copies                 makes another doc with what this one says; answers `{ id }`
//   GET  /docs/<doc>/versions/<version>     what it said, as a tree of nodes: `{ tree }`
//   POST /docs/<doc>/files?name=…           a file that the doc is to show, as the body; answers an UploadedFile

/** The body of `POST /docs/<doc>/versions`. */
export const docVersionOrder = z.strictObject({ name: titleArg() })

/** The body of `POST /docs/<doc>/copies`. */
export const docCopyOrder = z.strictObject({
  name: titleArg(),
  /** Where the copy is made. Without it, it stands where the original does, as far as whoever asks may put it there. */
  place: z.optional(
    z.strictObject({
      workspace: idOf('workspace'),
      folder: z.optional(z.nullable(idOf('folder'))),
      on: z.optional(itemOnBoard),
    }),
  ),
  /** Saves it as a template, which stands aside. */
  template: z.optional(docTemplate),
})

export type DocCopyOrder = z.infer<typeof docCopyOrder>

/** The query of `POST /docs/<doc>/files`. */
export const docFileQuery = z.strictObject({
  name: z.string().check(z.minLength(1, 'Say what the file is called.'), z.maxLength(1_000)),
})
