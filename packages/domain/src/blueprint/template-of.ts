import type { Fields } from '../record.ts'

/** Of which template a board is a part, and the how-manieth. */
export interface TemplatePart {
  readonly id: string
  readonly name: string
  readonly description: string | null
  readonly at: number
  /** The board that it was copied from; null where that is not known. */
  readonly from: string | null
}

/** The template of a board; null for those with which people work. */
export function templateOf(board: Fields): TemplatePart | null {
  const template = board['template']
  if (template === undefined || template === null || typeof template !== 'object' || Array.isArray(template))
    return null
  // @NOTE `board.duplicate` writes it.
  const { id, name, description, at, from } = template as { readonly [field: string]: unknown }
  return {
    id: String(id),
    name: String(name),
    description: typeof description === 'string' ? description : null,
    at: Number(at),
    from: typeof from === 'string' ? from : null,
  }
}
