import type { Node } from '@tiptap/pm/model'
import type { EditorState } from '@tiptap/pm/state'

/** Characters of an item's title. */
const maxTitle = 500
/** Items that are made at once. */
export const maxEntries = 100

/** A line of a list: what it says, and the item that was made of it. */
export interface Entry {
  /** Where its first line ends. */
  readonly end: number
  readonly title: string
  /** The id of the item that is named at the end of its line. */
  readonly item: string | null
}

/** The entries of lists, with boxes or without, that are selected or in which the caret is; those that say nothing are none. */
export function entriesIn({ doc, selection }: Pick<EditorState, 'doc' | 'selection'>): readonly Entry[] {
  const { from, to, $from } = selection
  const found: Entry[] = []
  doc.nodesBetween(from, to, (node, at) => {
    const line = isEntry(node) ? node.firstChild : null
    if (line?.isTextblock !== true) return
    const [begin, end] = [at + 2, at + 1 + line.nodeSize - 1]
    if (begin <= to && end >= from) found.push(entryOf(line, end))
  })
  if (found.length === 0) {
    for (let depth = $from.depth; depth > 0; depth--) {
      const node = $from.node(depth)
      const line = isEntry(node) ? node.firstChild : null
      if (line?.isTextblock !== true) continue
      found.push(entryOf(line, $from.before(depth) + 1 + line.nodeSize - 1))
      break
    }
  }
  return found.filter(({ title, item }) => title !== '' || item !== null)
}

/** The same of one entry, by where it stands. */
export function entryAt(doc: Node, at: number): Entry | null {
  const node = doc.nodeAt(at)
  const line = node && isEntry(node) ? node.firstChild : null
  return line?.isTextblock === true ? entryOf(line, at + 1 + line.nodeSize - 1) : null
}

/** The item that a line names at its end, which is the one that was made of it. */
export function itemOf(line: Node): string | null {
  for (let at = line.childCount - 1; at >= 0; at--) {
    const child = line.child(at)
    if (child.isText && child.text?.trim() === '') continue
    return isItem(child) ? String(child.attrs['id']) : null
  }
  return null
}

function isEntry({ type }: Node): boolean {
  return type.name === 'taskItem' || type.name === 'listItem'
}

function isItem({ type, attrs }: Node): boolean {
  return type.name === 'mention' && attrs['kind'] === 'item'
}

function entryOf(line: Node, end: number): Entry {
  const words: string[] = []
  line.forEach((child) => {
    if (isItem(child)) return
    words.push(child.text ?? (child.type.name === 'mention' ? String(child.attrs['label']) : ' '))
  })
  return { end, title: words.join('').replaceAll(/\s+/g, ' ').trim().slice(0, maxTitle).trim(), item: itemOf(line) }
}
