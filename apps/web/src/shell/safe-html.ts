const kept: ReadonlySet<string> = new Set(
  'P,BR,H1,H2,H3,H4,H5,H6,UL,OL,LI,BLOCKQUOTE,PRE,CODE,HR,B,STRONG,I,EM,U,S,DEL,STRIKE,A,SPAN,DIV,TABLE,TBODY,THEAD,TR,TD,TH'.split(
    ',',
  ),
)
const attributes: ReadonlySet<string> = new Set([
  'href',
  'start',
  'colspan',
  'rowspan',
  'data-mention',
  'data-id',
  'data-type',
  'data-checked',
  'data-tone',
  'data-diagram',
  // How an editor of ours says where a piece was cut out.
  'data-pm-slice',
])
/** A tag as it begins, and in it the names of attributes that would run something. */
const tag = /<[a-z](?:"[^"]*"|'[^']*'|[^"'>])*>/gi
const handler = /([\s/"'])on(?=[a-z]+\s*=)/gi
/** What is not HTML, or no words. */
const wordless = /^(script|style|template|noscript|iframe|object|svg|math|title|textarea)$/i

/**
 * HTML that was pasted, with nothing in it but the elements and attributes that make words stand out: whoever reads it further
 * finds nothing that could run. It is taken apart in a document that runs nothing and fetches nothing.
 */
export function safeHtml(html: string): string {
  // Handlers are none from the start: the policy of the page would tell of each that it was refused, though none is ever run.
  const quiet = html.replace(tag, (begin) => begin.replace(handler, '$1off-'))
  const { body } = new DOMParser().parseFromString(quiet, 'text/html')
  for (const element of body.querySelectorAll('*')) {
    if (wordless.test(element.tagName)) {
      element.remove()
      continue
    }
    const style = element.getAttribute('style') ?? ''
    // Word processors put all that is copied into an element for bold words, and take it back by its style.
    const isPlain = element.tagName === 'B' && /font-weight:\s*(normal|400)/i.test(style)
    if (isPlain || !kept.has(element.tagName)) {
      element.replaceWith(...element.childNodes)
      continue
    }
    for (const name of element.getAttributeNames()) if (!attributes.has(name)) element.removeAttribute(name)
    if (/^\s*(?!https?:|mailto:)/i.test(element.getAttribute('href') ?? 'https:')) element.removeAttribute('href')
    if (element.tagName === 'SPAN') standOut(element, style)
  }
  return body.innerHTML
}

/** They say by styles, too, how words stand out. */
function standOut(element: Element, style: string): void {
  if (/font-weight:\s*(bold|[6-9]00)/i.test(style)) wrapInside(element, 'strong')
  if (/font-style:\s*italic/i.test(style)) wrapInside(element, 'em')
}

function wrapInside(element: Element, name: string): void {
  const wrapper = element.ownerDocument.createElement(name)
  wrapper.append(...element.childNodes)
  element.append(wrapper)
}
