import { idOf } from '@fulcrum/domain'
import type { ParseContext } from '@fulcrum/domain'
import * as z from 'zod/mini'
import { shortened } from './labels.ts'

/** Items that one cell may name. */
export const maxItems = 200

/** Boards to which one column may connect. */
export const maxBoards = 20

/** The id of an item, as cells hold it. */
export const itemId = idOf('item') as z.ZodMiniType<string>

/** The boards to which a column connects, and on which of them it shows, too. */
export const connectedBoards = z
  .array(
    z.strictObject({
      board: idOf('board') as z.ZodMiniType<string>,
      /** The column there that shows the same; null where it is not shown. */
      partner: z.nullable(idOf('column') as z.ZodMiniType<string>),
    }),
  )
  .check(
    z.maxLength(maxBoards, `A column connects to at most ${maxBoards} boards.`),
    z.refine((boards) => new Set(boards.map(({ board }) => board)).size === boards.length, 'A board is named twice.'),
  )

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** An item by its key, or by its id; otherwise a sentence. */
export function readItem(
  text: string,
  { findItem }: ParseContext,
): { readonly id: string } | { readonly wrong: string } {
  const id =
    findItem?.(text) ?? (uuid.test(text) && itemId.safeParse(text.toLowerCase()).success ? text.toLowerCase() : null)
  return id === null
    ? { wrong: `There is no item "${shortened(text)}" on the connected boards. Give its key, such as ENG-12.` }
    : { id }
}
