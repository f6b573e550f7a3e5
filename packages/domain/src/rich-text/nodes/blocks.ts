import { address, intFrom, oneOf, orNone, textLike, yesOrNo } from '../attrs.ts'
import { defineRichNode } from '../node.ts'
import type { RichMarkKind } from '../node.ts'

/** Words. */
export const paragraph = defineRichNode({
  type: 'paragraph',
  place: 'block',
  holds: 'inline',
  words: (_node, inside) => `${inside}\n`,
})

/** A small heading, of two sizes. */
export const heading = defineRichNode({
  type: 'heading',
  place: 'block',
  holds: 'inline',
  attrs: { level: oneOf(2, 3) },
  words: (_node, inside) => `${inside}\n`,
})

export const bulletList = defineRichNode({
  type: 'bulletList',
  place: 'block',
  holds: 'listItem',
  needsContent: true,
  words: (_node, inside) => inside,
})

export const orderedList = defineRichNode({
  type: 'orderedList',
  place: 'block',
  holds: 'listItem',
  needsContent: true,
  attrs: { start: orNone(intFrom(0, 1_000_000)) },
  words: (_node, inside) => inside,
})

export const listItem = defineRichNode({
  type: 'listItem',
  place: 'listItem',
  holds: 'block',
  needsContent: true,
  words: (_node, inside) => `- ${indented(inside)}`,
})

/** A list of what is to be done. */
export const taskList = defineRichNode({
  type: 'taskList',
  place: 'block',
  holds: 'taskItem',
  needsContent: true,
  words: (_node, inside) => inside,
})

export const taskItem = defineRichNode({
  type: 'taskItem',
  place: 'taskItem',
  holds: 'block',
  needsContent: true,
  attrs: { checked: yesOrNo },
  words: ({ attrs }, inside) => `[${attrs?.['checked'] === true ? 'x' : ' '}] ${indented(inside)}`,
})

export const blockquote = defineRichNode({
  type: 'blockquote',
  place: 'block',
  holds: 'block',
  needsContent: true,
  words: (_node, inside) => `> ${inside.trimEnd().replaceAll('\n', '\n> ')}\n`,
})

export const codeBlock = defineRichNode({
  type: 'codeBlock',
  place: 'block',
  holds: 'text',
  attrs: { language: orNone(textLike(/^[a-z0-9+#.-]{1,30}$/)) },
  words: (_node, inside) => `${inside}\n`,
})

export const horizontalRule = defineRichNode({
  type: 'horizontalRule',
  place: 'block',
  holds: null,
  words: () => '---\n',
})

export const hardBreak = defineRichNode({ type: 'hardBreak', place: 'inline', holds: null, words: () => '\n' })

/** The ways in which words stand out. */
export const richMarks: readonly RichMarkKind[] = [
  { type: 'bold' },
  { type: 'italic' },
  { type: 'strike' },
  { type: 'code' },
  { type: 'link', attrs: { href: address } },
]

/** The lines below the first one, further in. */
function indented(text: string): string {
  return `${text.trimEnd().replaceAll('\n', '\n  ')}\n`
}
