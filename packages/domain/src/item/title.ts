import * as z from 'zod/mini'

/** The title of an item: one line of at most 1,000 characters. */
export const itemTitle: z.ZodMiniType<string> = z
  .string()
  .check(
    z.trim(),
    z.minLength(1, 'An item needs a title.'),
    z.maxLength(1_000, 'A title has at most 1,000 characters.'),
  )
