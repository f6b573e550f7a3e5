// Runs on the page. Waits until what has the keyboard is seen in two frames in a row; says what is wrong with it where that takes too long.
globalThis.focusSeen = async (timeoutMs) => {
  const end = performance.now() + timeoutMs
  let good = 0
  for (;;) {
    await new Promise((done) => requestAnimationFrame(done))
    const looked = lookAtFocus()
    good = looked.faults.length === 0 ? good + 1 : 0
    if (good === 2 || performance.now() > end) return looked
  }
}

// The line or shadow around an element; nothing where it has none.
function ringOf(of, pseudo) {
  const { outlineStyle, outlineWidth, outlineColor, boxShadow } = getComputedStyle(of, pseudo)
  const outline =
    outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1 ? `${outlineWidth} ${outlineColor}` : ''
  return outline + (boxShadow === 'none' ? '' : boxShadow)
}

// What has the keyboard, and what is wrong with how it is seen.
function lookAtFocus() {
  const faults = []
  const at = document.activeElement
  if (!(at instanceof HTMLElement) || at === document.body) return { name: 'nothing', faults: ['nothing has it'] }
  const name = [
    at.tagName.toLowerCase(),
    at.getAttribute('role') ?? '',
    at.getAttribute('aria-label') ?? at.title ?? '',
    (at.textContent ?? '').trim().slice(0, 40),
  ].join(' ')
  // The main part is where a page begins: it takes the keyboard so that keys work, and is marked by nothing.
  if (at.id === 'main') return { name, faults }
  if (at instanceof HTMLIFrameElement) return { name, faults }
  const box = at.getBoundingClientRect()
  if (box.width === 0 || box.height === 0) faults.push('it is not drawn')
  const style = getComputedStyle(at)
  if (style.visibility !== 'visible' || !at.checkVisibility({ opacityProperty: true })) faults.push('it is hidden')

  const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)]
  const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)]
  const [shownX, shownY] = [right - left, bottom - top]
  if (shownX < Math.min(box.width, 24) || shownY < Math.min(box.height, 20)) faults.push('it is outside the window')

  // Nothing over its middle, nor over a point near its beginning and its end.
  const points = [0.5, 0.15, 0.85].map((share) => [left + shownX * share, top + shownY / 2])
  const covers = points.flatMap(([x, y]) => {
    const hit = document.elementFromPoint(x, y)
    const free = hit !== null && (at.contains(hit) || hit.contains(at) || hit.closest('label')?.contains(at) === true)
    return free || hit === null ? [] : [`${hit.tagName.toLowerCase()}.${hit.className}`]
  })
  if (covers.length === points.length) faults.push(`it is covered by ${covers[0] ?? ''}`)

  // What would be drawn as well if the keyboard were elsewhere is no mark of it: a ring differs from the one of a twin that has not the focus.
  const rings = (of, pseudo) => {
    const ring = ringOf(of, pseudo)
    if (ring === '' || of.parentElement === null || of.closest('[contenteditable=true]') !== null) return ring !== ''
    const twin = of.cloneNode(false)
    // Of radios with one name, one is chosen.
    twin.removeAttribute('name')
    of.after(twin)
    const standing = ringOf(twin, pseudo)
    twin.remove()
    return ring !== standing
  }
  const isText =
    at.isContentEditable || at.matches('textarea, input:not([type=checkbox], [type=radio], [type=range], [type=file])')
  const active = at.getAttribute('aria-activedescendant')
  const line = active === null ? null : document.getElementById(active)
  // A ring may be drawn around the field, its frame or its cell.
  let around = at
  let marked = rings(at) || rings(at, '::after') || rings(at, '::before') || isText
  for (let step = 0; step < 2 && !marked && around !== null; step++) {
    around = around.parentElement
    marked = around?.matches(':focus-within') === true && rings(around)
  }
  if (line !== null) {
    const there = line.getBoundingClientRect()
    if (there.bottom > innerHeight + 1 || there.top < -1) faults.push('its chosen line is outside the window')
    marked ||= getComputedStyle(line).backgroundColor !== 'rgba(0, 0, 0, 0)'
  }
  if (!marked) faults.push('it is not marked')
  return { name, faults }
}
