import * as z from 'zod/mini'
import { readRichText } from './read.ts'
import type { RichText } from './node.ts'

/** A text as an argument: read as a whole, so that what is wrong with it is told in words. */
export const richTextArg = z.pipe(
  z.unknown(),
  z.transform((value, context) => {
    const read = readRichText(value)
    if (read.ok) return read.value
    context.issues.push({ code: 'custom', message: read.message, input: value })
    return z.NEVER
  }),
) as unknown as z.ZodMiniType<RichText>
