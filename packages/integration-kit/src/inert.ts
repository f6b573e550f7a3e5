/** Texts that a spreadsheet may run, and those that look like one made inert: what begins so gets a sign before it. */
const risky = /^'*[=+\-@\t\r\n＝＋－＠]/
const guarded = /^''*[=+\-@\t\r\n＝＋－＠]/

/**
 * The text for a cell of a text table, such that no spreadsheet takes it for a formula: an apostrophe goes before texts that
 * begin with a sign of one, and before those that already have such an apostrophe, so that `plainText` gives back each.
 *
 *     inertText('=1+1') // "'=1+1"
 */
export function inertText(text: string): string {
  return risky.test(text) ? `'${text}` : text
}

/** The text that `inertText` was given. `plainText("'=1+1") // '=1+1'` */
export function plainText(text: string): string {
  return text.charCodeAt(0) === 0x27 && guarded.test(text) ? text.slice(1) : text
}
