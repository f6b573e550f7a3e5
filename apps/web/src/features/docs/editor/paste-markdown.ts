import { looksLikeMarkdown } from '@fulcrum/domain/doc-content'
import type { DocNode } from '@fulcrum/domain/doc-content'
import type { Editor, JSONContent } from '@tiptap/core'
import { later } from '../../../shell/later.ts'
import { endStep } from './end-step.ts'

const markdown = later(() => import('@fulcrum/domain/doc-markdown'))

/** What HTML has that is more than words in colours: editors of code copy theirs as such. */
const elements = /<(?:p|h[1-6]|[ou]l|li|table|a|b|strong|em|i|blockquote)[\s>]/i

/** Markdown of a clipboard: words whose signs mean something, and no HTML that says more; null where there is none. */
export function markdownOn(clipboard: DataTransfer | null): string | null {
  const text = clipboard?.getData('text/plain') ?? ''
  return looksLikeMarkdown(text) && !elements.test(clipboard?.getData('text/html') ?? '') ? text : null
}

/** Reads Markdown; rejects with a DomainError that says what is too much. */
export async function readPasted(text: string): Promise<DocNode> {
  return (await markdown.load()).readMarkdown(text)
}

/** Puts a doc at the caret, as one step: words into the line, blocks between the lines. */
export function insertDoc(editor: Editor, { content = [] }: DocNode): void {
  const [first, ...more] = content
  const isLine = more.length === 0 && first?.type === 'paragraph'
  // @NOTE what is read as Markdown is made of the nodes of docs, which the editor's schema has.
  const what = (isLine ? (first.content ?? []) : content) as JSONContent[]
  if (what.length === 0) return
  endStep(editor)
  editor.chain().focus().insertContent(what).scrollIntoView().run()
  endStep(editor)
}
