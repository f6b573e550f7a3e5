/** A row is at most so many lines high: more of a text is read where the item is open. */
export const maxLines = 8

/** What a letter takes where nothing can be measured, in pixels. */
const PLAIN_LETTER_PX = 7

let letters: Float32Array | null = null
let canvas: CanvasRenderingContext2D | null = null

/** How wide a letter is in the table's font, each asked of the browser once. */
function measured(code: number): number {
  if (letters === null) {
    letters = new Float32Array(65_536)
    canvas = globalThis.document?.createElement('canvas').getContext?.('2d') ?? null
    // Titles are a little bolder than other texts: what is meant for them has room for those.
    if (canvas !== null) {
      const { fontSize, fontFamily } = getComputedStyle(document.body)
      canvas.font = `470 ${fontSize} ${fontFamily}`
    }
  }
  const known = letters[code] ?? 0
  if (known !== 0) return known
  const width = canvas?.measureText(String.fromCharCode(code)).width ?? PLAIN_LETTER_PX
  letters[code] = Math.max(width, 0.01)
  return width
}

/**
 * Over how many lines a text goes in a width, at most `maxLines`: words stay whole where they fit, and are broken where a line
 * has no room for one. `linesOfText('a long text', 40)`
 */
export function linesOfText(text: string, widthPx: number, widthOf: (code: number) => number = measured): number {
  let lines = 1
  /** What is filled of the line, with the word that is being read; and how wide that word is. */
  let filled = 0
  let word = 0
  for (let at = 0; at < text.length && lines < maxLines; at += 1) {
    const code = text.charCodeAt(at)
    if (code === 10) {
      lines += 1
      filled = 0
      word = 0
      continue
    }
    const width = widthOf(code)
    if (code === 32) {
      // A space at the end of a line hangs over it.
      filled += width
      word = 0
      continue
    }
    filled += width
    word += width
    if (filled <= widthPx) continue
    lines += 1
    // The word goes to the next line; one that has a line for itself is broken.
    const whole = word < filled && word <= widthPx
    filled = whole ? word : width
    word = whole ? word : width
  }
  return Math.min(lines, maxLines)
}
