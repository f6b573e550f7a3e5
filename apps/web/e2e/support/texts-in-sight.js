// Runs in the page: every text and label that can be seen or heard, but for what is no language's.
;(() => {
  const labels = ['aria-label', 'title', 'placeholder', 'alt', 'aria-description', 'aria-roledescription']
  // Keys and names of other tools, code, pictures of boards that a template will make, the reference for programs, and what somebody wrote.
  const no = 'script, style, noscript, kbd, code, pre, .board-picture, .api-noun, .doc-text, .item-body, [translate=no]'
  const found = []
  for (const element of document.body.querySelectorAll('*')) {
    if (!element.checkVisibility() || element.closest(no) !== null) continue
    // Words that were found are marked, and part what people wrote.
    if (element.matches('mark') || element.querySelector(':scope > mark') !== null) continue
    for (const name of labels) found.push(element.getAttribute(name) ?? '')
    for (const node of element.childNodes) if (node.nodeType === 3) found.push(node.textContent ?? '')
  }
  return found
})()
