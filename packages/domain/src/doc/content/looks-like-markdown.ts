const lineSigns = /^ {0,3}(?:#{1,6} \S|[-*+] \S|\d{1,9}[.)] \S|> ?\S|`{3}|~{3}|\|.*\|[ \t]*$)/m
const wordSigns = /\*\*\S[^\n]*?\*\*|~~\S[^\n]*?~~|`[^`\n]+`|\[[^[\]\n]{1,1000}\]\([^)\s]{1,2000}\)/

/** Whether somebody who pastes a text means its signs: `looksLikeMarkdown('# Plan') // true`. */
export function looksLikeMarkdown(text: string): boolean {
  return lineSigns.test(text) || wordSigns.test(text)
}
