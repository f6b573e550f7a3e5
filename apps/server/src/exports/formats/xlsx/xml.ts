export const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
export const mainSpace = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'

const special: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/**
 * Text for a cell or attribute. What XML cannot hold, and what the format would read as its own escape, is written as
 * `_x000D_`; a half of a pair of surrogates is no character and becomes the one that says so.
 */
export function xmlText(text: string): string {
  return (
    text
      .toWellFormed()
      // oxlint-disable-next-line no-control-regex -- these are what is looked for
      .replace(/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]|_(?=x[0-9a-f]{4}_)/gi, coded)
      .replace(/[&<>"]/g, (sign) => special[sign] ?? sign)
  )
}

function coded(sign: string): string {
  return `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`
}
