type Props = { readonly [name: string]: string | number | boolean | undefined | ((event: Event) => void) }

/** An element with attributes, what hears its events (`onclick`) and what stands in it. Texts are texts: no markup is read. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  props: Props = {},
  ...inside: readonly (Node | string | null)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(props)) {
    if (typeof value === 'function') made.addEventListener(key.slice(2), value)
    else if (value === true) made.setAttribute(key, '')
    else if (value !== undefined && value !== false) made.setAttribute(key, String(value))
  }
  made.append(...inside.filter((part) => part !== null))
  return made
}

/** What stands in an element, in the place of all that stood there. */
export function fill(parent: Element, ...inside: readonly (Node | string | null)[]): void {
  parent.replaceChildren(...inside.filter((part) => part !== null))
}

const svg = 'http://www.w3.org/2000/svg'

/** A small drawing of one line, for those who see it. */
export function drawing(path: string): Element {
  const line = document.createElementNS(svg, 'path')
  line.setAttribute('d', path)
  const node = document.createElementNS(svg, 'svg')
  node.setAttribute('viewBox', '0 0 16 16')
  node.setAttribute('aria-hidden', 'true')
  node.setAttribute('class', 'ff-mark')
  node.append(line)
  return node
}
