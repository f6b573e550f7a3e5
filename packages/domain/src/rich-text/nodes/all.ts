import type { RichNodeKind } from '../node.ts'
import {
  blockquote,
  bulletList,
  codeBlock,
  hardBreak,
  heading,
  horizontalRule,
  listItem,
  orderedList,
  paragraph,
  taskItem,
  taskList,
} from './blocks.ts'
import { file, image } from './files.ts'
import { mention } from './mention.ts'

/** Every type of pieces that a text may hold, beside words themselves. */
export const richNodes = [
  paragraph,
  heading,
  bulletList,
  orderedList,
  listItem,
  taskList,
  taskItem,
  blockquote,
  codeBlock,
  horizontalRule,
  hardBreak,
  image,
  file,
  mention,
] as const satisfies readonly RichNodeKind[]

/** The types of pieces by name. */
export type RichNodeType = (typeof richNodes)[number]['type']

const byType: ReadonlyMap<string, RichNodeKind> = new Map(richNodes.map((kind) => [kind.type, kind]))

/** A type of pieces by its name. */
export function richNodeKind(type: string): RichNodeKind | undefined {
  return byType.get(type)
}
