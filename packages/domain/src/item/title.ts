import * as z from 'zod/mini'
import { maxItemTitleLength } from './title-length.ts'

/** The title of an item: one line of at most `maxItemTitleLength` characters. */
export const itemTitle: z.ZodMiniType<string> = z
  .string()
  .check(
    z.trim(),
    z.minLength(1, 'An item needs a title.'),
    z.maxLength(maxItemTitleLength, 'A title has at most 1,000 characters.'),
  )
