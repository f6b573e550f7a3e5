import { asArray, asObject, asText, get, type Raw } from './json.ts'

const maxDepth = 100
const blocks: ReadonlySet<string> = new Set([
  'paragraph',
  'heading',
  'codeBlock',
  'blockquote',
  'panel',
  'rule',
  'mediaGroup',
  'mediaSingle',
  'tableRow',
  'taskItem',
  'decisionItem',
  'expand',
  'nestedExpand',
])

/** True for a rich text document. */
export function isRichText(value: Raw): boolean {
  const node = asObject(value)
  return get(node, 'type') === 'doc' && Array.isArray(get(node, 'content'))
}

/**
 * The plain text of a rich text document: blocks on lines of their own, list items with a dash, cells parted by bars.
 * `onLost` hears of every node that has no text.
 */
export function plainText(document: Raw, onLost: (nodeType: string) => void): string {
  const lines: string[] = []
  let line = ''
  const endLine = () => {
    lines.push(line.trimEnd())
    line = ''
  }
  const walk = (value: Raw, depth: number, indent: string): void => {
    const node = asObject(value)
    if (node === null || depth > maxDepth) return
    const type = asText(get(node, 'type')) ?? ''
    const attributes = asObject(get(node, 'attrs'))
    switch (type) {
      case 'text':
        line += (asText(get(node, 'text')) ?? '').replaceAll('\n', `\n${indent}`)
        return
      case 'hardBreak':
        endLine()
        line = indent
        return
      case 'mention':
        line += asText(get(attributes, 'text')) ?? '@someone'
        return
      case 'emoji':
        line += asText(get(attributes, 'text')) ?? asText(get(attributes, 'shortName')) ?? ''
        return
      case 'inlineCard':
      case 'blockCard':
      case 'embedCard':
        line += asText(get(attributes, 'url')) ?? ''
        return
      case 'date': {
        const ms = Number(asText(get(attributes, 'timestamp')))
        if (Math.abs(ms) < 8e15) line += new Date(ms).toISOString().slice(0, 10)
        return
      }
      case 'status':
        line += `[${asText(get(attributes, 'text')) ?? ''}]`
        return
      case 'media':
      case 'mediaInline':
        line += `[${asText(get(attributes, 'alt')) ?? 'file'}]`
        onLost(type)
        return
      case 'rule':
        line += '---'
        break
      case 'listItem':
        line = `${indent}- `
        break
      case 'doc':
      case 'paragraph':
      case 'heading':
      case 'bulletList':
      case 'orderedList':
      case 'codeBlock':
      case 'blockquote':
      case 'panel':
      case 'mediaGroup':
      case 'mediaSingle':
      case 'table':
      case 'tableRow':
      case 'tableHeader':
      case 'tableCell':
      case 'taskList':
      case 'taskItem':
      case 'decisionList':
      case 'decisionItem':
      case 'expand':
      case 'nestedExpand':
      case 'caption':
        break
      default:
        onLost(type === '' ? 'unknown' : type)
    }
    const inner = type === 'listItem' ? `${indent}  ` : indent
    for (const child of asArray(get(node, 'content'))) {
      walk(child, depth + 1, inner)
      if (type === 'tableRow' && line !== '') line += ' | '
    }
    if (blocks.has(type) && line !== '' && !(type === 'paragraph' && depth > 1 && line.endsWith(' | '))) endLine()
    else if (type === 'paragraph' && depth === 1) endLine()
  }
  walk(document, 0, '')
  if (line !== '') endLine()
  return lines.join('\n').trim()
}
