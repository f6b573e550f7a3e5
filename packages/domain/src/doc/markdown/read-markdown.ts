import MarkdownIt from 'markdown-it'
import type { DocNode } from '../content/kind.ts'
import { readBlocks } from './read-blocks.ts'
import { requireDepth, requireFewBrackets, requireLength } from './limits.ts'

/** The reader gives up what is deeper; what stands in a list is two levels deeper. */
const deepest = 200

const reader = new MarkdownIt('default', { html: true, linkify: true, maxNesting: deepest })
// Addresses stay as they are written, and each is looked at where it would come into a doc.
reader.validateLink = () => true
reader.normalizeLink = (address) => address
reader.normalizeLinkText = (address) => address
reader.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false })
reader.disable(['replacements', 'smartquotes'])
// Before its words are read: each bracket is looked for through all the rest of its paragraph.
reader.core.ruler.after('block', 'brackets', ({ tokens }) => {
  for (const { type, content } of tokens) if (type === 'inline') requireFewBrackets(content)
})

/**
 * Reads Markdown, with the tables, checklists, callouts and struck words that most write in it. Only nodes that docs hold come of it:
 * HTML is words like others, pictures are links to them, an address that would run is none. Throws a DomainError where the text is
 * more than a doc takes at once.
 *
 * `readMarkdown('# Plan').content // [{ type: 'heading', attrs: { level: 1 }, content: [{ type: 'text', text: 'Plan' }] }]`
 */
export function readMarkdown(text: string): DocNode {
  requireLength(text)
  const tokens = reader.parse(text, {})
  // What is deeper was left out by the reader.
  for (const { level } of tokens) if (level > deepest - 10) requireDepth(level)
  return { type: 'doc', content: readBlocks(tokens) }
}

/** What a doc's name holds. */
const longestName = 255

/**
 * A file of Markdown as a doc: the heading with which it begins is the doc's name, where there is one. It stays in the text where a
 * name cannot say all of it.
 */
export function readMarkdownFile(fileName: string, text: string): { readonly name: string; readonly doc: DocNode } {
  const doc = readMarkdown(text.replace(/^\uFEFF/, ''))
  const [first, ...rest] = doc.content ?? []
  const title = first?.type === 'heading' && first.attrs?.['level'] === 1 ? wordsOf(first) : ''
  if (first !== undefined && title !== '') {
    const says = title.length <= longestName && !hasLink(first)
    return { name: asName(title), doc: says ? { ...doc, content: rest } : doc }
  }
  const name = fileName
    .replace(/\.[^.]*$/, '')
    .replaceAll(/\p{Cc}/gu, ' ')
    .trim()
  return { name: name === '' ? 'Untitled' : asName(name), doc }
}

function asName(words: string): string {
  return words.slice(0, longestName).toWellFormed()
}

function hasLink({ content = [] }: DocNode): boolean {
  return content.some(({ marks = [] }) => marks.some(({ type }) => type === 'link'))
}

function wordsOf({ content = [] }: DocNode): string {
  return content
    .map(({ text = ' ' }) => text)
    .join('')
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim()
}
