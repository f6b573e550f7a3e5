// Runs in a frame that has no origin and can fetch nothing: `diagrams.html`, made of this and of the library before it. What it
// draws goes back as text, and is shown as a picture.
/* global mermaid */
const stage = document.body.appendChild(document.createElement('div'))
let count = 0

/** What the text of a diagram may not set for itself, at whatever depth: labels are words and never HTML. */
const fixed = [
  'secure',
  'securityLevel',
  'startOnLoad',
  'maxTextSize',
  'suppressErrorRendering',
  'maxEdges',
  'htmlLabels',
  'themeCSS',
  'dompurifyConfig',
]

addEventListener('message', async ({ source, data }) => {
  if (source !== parent) return
  const { id, text, look, maxSigns, maxEdges } = data
  try {
    mermaid.initialize({
      startOnLoad: false,
      securityLevel: 'strict',
      secure: fixed,
      suppressErrorRendering: true,
      maxTextSize: maxSigns,
      maxEdges,
      htmlLabels: false,
      theme: 'base',
      look: 'classic',
      fontFamily: look.fontFamily,
      themeVariables: look,
    })
    const { svg } = await mermaid.render(`diagram-${++count}`, text, stage)
    // Read as a page reads it, written as XML: a picture is nothing else.
    const drawn = new DOMParser().parseFromString(svg, 'text/html').querySelector('svg')
    const [left, top, width, height] = (drawn.getAttribute('viewBox') ?? '').split(/[\s,]+/).map(Number)
    if (!(width > 0 && height > 0)) throw new Error('There is nothing to draw in it yet.')
    drawn.setAttribute('width', String(Math.ceil(width)))
    drawn.setAttribute('height', String(Math.ceil(height)))
    drawn.removeAttribute('style')
    // It has its own ground, which goes with it onto paper and wherever else it is shown.
    const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect')
    for (const [name, value] of Object.entries({ x: left, y: top, width, height })) ground.setAttribute(name, value)
    ground.setAttribute('style', `fill:${look.background};stroke:none`)
    drawn.prepend(ground)
    const title = drawn.querySelector(':scope > title')?.textContent ?? ''
    parent.postMessage({ id, svg: new XMLSerializer().serializeToString(drawn), width, height, title }, '*')
  } catch (error) {
    parent.postMessage({ id, problem: error instanceof Error ? error.message : String(error) }, '*')
  } finally {
    stage.replaceChildren()
  }
})

parent.postMessage({ ready: true }, '*')
