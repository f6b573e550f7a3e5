import { SaxesParser } from 'saxes'

/** An element of an answer: its own text, and what is within it. */
export interface XmlElement {
  readonly name: string
  text: string
  readonly children: XmlElement[]
}

/** Reads an answer of a store; null where it is no XML. Answers have at most some thousand elements. */
export function readXml(text: string): XmlElement | null {
  const top: XmlElement = { name: '', text: '', children: [] }
  const open = [top]
  const parser = new SaxesParser({ position: false })
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name }) => {
    const element: XmlElement = { name: name.slice(name.indexOf(':') + 1), text: '', children: [] }
    open.at(-1)?.children.push(element)
    open.push(element)
  })
  parser.on('text', (part) => {
    const element = open.at(-1)
    if (element) element.text += part
  })
  parser.on('closetag', () => {
    open.pop()
  })
  try {
    parser.write(text).close()
  } catch {
    return null
  }
  return top.children[0] ?? null
}

/** The text of the first child of a name; empty where there is none. */
export function textOf(element: XmlElement | null, name: string): string {
  return element?.children.find((child) => child.name === name)?.text.trim() ?? ''
}

/** The children of a name. */
export function childrenOf(element: XmlElement | null, name: string): readonly XmlElement[] {
  return element?.children.filter((child) => child.name === name) ?? []
}
