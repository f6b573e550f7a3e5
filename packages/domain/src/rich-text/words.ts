import type { HeldFile } from '../column/kind.ts'
import type { RichNode, RichText } from './node.ts'
import { richNodeKind } from './nodes/all.ts'

/** A text as plain text, for search, excerpts, exports and mail. Who is named stands there as `@[member:<uuid>]`. */
export function richWords(text: RichText): string {
  return inside(text).trimEnd()
}

/** The files that a text shows, each once. */
export function richFiles(text: RichText): readonly HeldFile[] {
  const found = new Map<string, HeldFile>()
  for (const node of nodesOf(text)) {
    const file = richNodeKind(node.type)?.file?.(node)
    if (file && !found.has(file.hash)) found.set(file.hash, file)
  }
  return [...found.values()]
}

/** Every piece of a text, in the order in which they are read. */
export function* nodesOf(node: RichNode): Generator<RichNode> {
  for (const each of node.content ?? []) {
    yield each
    yield* nodesOf(each)
  }
}

function inside(node: RichNode): string {
  return (node.content ?? []).map(wordsOf).join('')
}

function wordsOf(node: RichNode): string {
  return node.text ?? richNodeKind(node.type)?.words(node, inside(node)) ?? ''
}
