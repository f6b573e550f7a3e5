/** The form under which texts are matched: NFKC, lower case, outer white space gone. `matchingKey(' Ｄone ') // 'done'` */
export function matchingKey(text: string): string {
  return text.normalize('NFKC').toLowerCase().trim()
}
