import { titleArg } from '@fulcrum/domain'
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
//   GET  /docs/<doc>/versions/<version>     what it said, as a tree of nodes: `{ tree }`
//   POST /docs/<doc>/files?name=…           a file that the doc is to show, as the body; answers an UploadedFile

/** The body of `POST /docs/<doc>/versions`. */
export const docVersionOrder = z.strictObject({ name: titleArg() })

/** The query of `POST /docs/<doc>/files`. */
export const docFileQuery = z.strictObject({
  name: z.string().check(z.minLength(1, 'Say what the file is called.'), z.maxLength(1_000)),
})
