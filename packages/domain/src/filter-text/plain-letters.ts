/** Small letters without accents, one blank for any white space: `plainLetters('Tomás  R') // 'tomas r'` */
export function plainLetters(text: string): string {
  const bare = text.normalize('NFKD').replaceAll(/\p{M}/gu, '')
  // Letter by letter, so that none depends on what follows it.
  return Array.from(bare, (letter) => letter.toLowerCase())
    .join('')
    .trim()
    .replaceAll(/\s+/gu, ' ')
}
