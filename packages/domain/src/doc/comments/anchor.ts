import * as z from 'zod/mini'
import { docRoot } from '../content/limits.ts'

/** So much of the words is quoted at most. */
export const maxQuoteLength = 1_000
/** So long is a comment at most, with what names people in it. */
export const maxCommentLength = 10_000
/** So much of what stands before and behind the words is kept beside them. */
export const maxContextLength = 40

const message = 'This is no place in the text of a doc.'
const whole = z.int(message).check(z.gte(0, message))
const struct = z.strictObject({ client: whole, clock: whole }, message)

/** A relative position of Yjs as JSON: what it names is checked where it is looked up, in the text as somebody has it. */
const place = z
  .strictObject(
    {
      type: z.optional(struct),
      // Any other name would make a part beside the text.
      tname: z.optional(z.literal(docRoot, message)),
      item: z.optional(struct),
      assoc: z.optional(z.int(message).check(z.gte(-1, message), z.lte(0, message))),
    },
    message,
  )
  // Whoever looks up one that names nothing is stopped by Yjs.
  .check(z.refine(({ type, tname, item }) => (type ?? tname ?? item) !== undefined, message))

/** A text that the database can hold: it stores neither half of a surrogate pair nor the character zero. */
export const storableText = z.refine<string>(
  (text) => text.isWellFormed() && !text.includes('\0'),
  'This text holds signs that cannot be stored.',
)

const context = z.string().check(z.maxLength(maxContextLength, `At most ${maxContextLength} characters.`), storableText)

/**
 * The words on which a comment stands: where they begin and end, as places that stay with them, and what stood around them in
 * their paragraph. It is kept with the comment and not in the text: whoever comments need not be allowed to write.
 */
export const docAnchorArg = z.strictObject({ from: place, to: place, before: context, after: context })

export type DocAnchor = z.infer<typeof docAnchorArg>

/** A place of an anchor. */
export type DocAnchorPlace = DocAnchor['from']

/** The anchor that a record holds; null where it holds none, as one that is gone for good. */
export function readDocAnchor(stored: unknown): DocAnchor | null {
  const read = docAnchorArg.safeParse(stored)
  return read.success ? read.data : null
}
