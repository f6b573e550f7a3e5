import type { DocNode } from './kind.ts'
import { docNode } from './nodes.ts'

/** The items that a doc names, each once: those that it mentions, and those of which it shows a cell. */
export function itemsIn(doc: DocNode): readonly string[] {
  const found = new Set<string>()
  const walk = ({ type, attrs = {}, content = [] }: DocNode): void => {
    for (const { kind, id } of docNode(type)?.references?.(attrs) ?? []) {
      if (kind === 'item') found.add(id)
      else if (kind === 'cell') found.add(id.split(' ')[0] ?? id)
    }
    content.forEach(walk)
  }
  walk(doc)
  return [...found]
}
