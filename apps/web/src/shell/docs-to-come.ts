import type { DocNode } from '@fulcrum/domain/doc-content'

const texts = new Map<string, DocNode>()

/** Says what a doc that was just made begins with: its page writes it once it stands. */
export function bringText(doc: string, text: DocNode): void {
  texts.set(doc, text)
}

/** What a doc begins with, once. */
export function takeText(doc: string): DocNode | null {
  const text = texts.get(doc) ?? null
  texts.delete(doc)
  return text
}
