/** The letters of a board's keys until somebody chooses others: `defaultPrefix('Sprint board') // 'SPRI'` */
export function defaultPrefix(name: string): string {
  const letters = name
    .normalize('NFKD')
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, '')
    .replace(/^[0-9]+/, '')
  return letters.slice(0, 4) || 'ITEM'
}

/** The key of an item: `itemKey('ENG', 11) // 'ENG-12'` */
export function itemKey(prefix: string, row: number): string {
  return `${prefix}-${row + 1}`
}
