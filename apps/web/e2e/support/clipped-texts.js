// Runs in the page: see `clippedTexts` in layout.ts.
;(() => {
  const tolerance = 1.5
  const found = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const text = node.textContent?.trim() ?? ''
    const parent = node.parentElement
    if (
      text === '' ||
      parent === null ||
      !parent.checkVisibility({ opacityProperty: true, visibilityProperty: true })
    ) {
      continue
    }
    // Words for readers only are a pixel large; a picture ends where its frame does.
    if (parent.closest('.fu-hidden, [inert], script, style, noscript, option, svg') !== null) continue
    const range = document.createRange()
    range.selectNodeContents(node)
    const box = range.getBoundingClientRect()
    if (box.width === 0 || box.height === 0) continue
    const cut = cutBy(parent, box)
    if (cut !== null) found.push(`“${text.slice(0, 60)}” in ${nameOf(parent)} is cut by ${nameOf(cut)}`)
  }
  return found

  /** What cuts a text; null where it is whole, can be scrolled to, or ends in an ellipsis that can be asked. */
  function cutBy(parent, box) {
    let [wide, high] = [true, true]
    for (let at = parent; at !== null && at !== document.body; at = at.parentElement) {
      const style = getComputedStyle(at)
      if (style.display === 'contents' || style.display === 'inline') continue
      const edge = at.getBoundingClientRect()
      // Nobody is to see what is in so small a box.
      if (edge.width <= 2 || edge.height <= 2) return null
      const over = wide && (box.right > edge.right + tolerance || box.left < edge.left - tolerance)
      const below = high && (box.bottom > edge.bottom + tolerance || box.top < edge.top - tolerance)
      const clamped = style.webkitLineClamp !== 'none' || style.textOverflow === 'ellipsis'
      if (over && hides(style.overflowX) && !(clamped && isTold(at))) return at
      if (below && hides(style.overflowY) && !clamped) return at
      if (clamped && over) return null
      if (style.overflowX === 'auto' || style.overflowX === 'scroll') wide = false
      if (style.overflowY === 'auto' || style.overflowY === 'scroll') high = false
      // What leaves the flow is cut by what it stands in only.
      if (style.position === 'fixed') return null
    }
    return null
  }

  function hides(overflow) {
    return overflow === 'hidden' || overflow === 'clip'
  }

  /** Whoever wants to know the rest can: it is its tooltip, or stands in what opens to it. */
  function isTold(element) {
    const ways =
      '[title], [aria-label], a, button, [role=option], [role=menuitem], [role=gridcell], [role=columnheader]'
    return element.closest(ways) !== null || element.querySelector('[title]') !== null
  }

  function nameOf(element) {
    return `${element.tagName.toLowerCase()}${[...element.classList].map((each) => `.${each}`).join('')}`
  }
})()
