const idHere = /[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/y
const [idLength, firstDash, nextDash] = [36, 8, 5]

/**
 * The text with every id in it replaced: what `idPattern` finds, in a fifteenth of its time, for it looks at dashes only.
 * `replaceIds('{"id":"0190…"}', (id) => other(id))`
 */
export function replaceIds(text: string, by: (id: string) => string): string {
  let [replaced, from, after] = ['', 0, 0]
  for (let at = text.indexOf('-'); at !== -1; at = text.indexOf('-', at)) {
    const start = at - firstDash
    at += 1
    if (start < after || text[start + firstDash + nextDash] !== '-') continue
    idHere.lastIndex = start
    if (!idHere.test(text)) continue
    after = at = start + idLength
    const id = text.slice(start, after)
    const other = by(id)
    if (other === id) continue
    replaced += text.slice(from, start) + other
    from = after
  }
  return from === 0 ? text : replaced + text.slice(from)
}

/** Calls back with each id in a text. */
export function eachIdIn(text: string, found: (id: string) => void): void {
  replaceIds(text, (id) => {
    found(id)
    return id
  })
}
