/** What a cell's format says about its number. */
export type FormatClass = 'number' | 'percent' | 'date' | 'moment' | 'time' | 'elapsed'

const builtIn: readonly (readonly [from: number, to: number, FormatClass])[] = [
  [9, 10, 'percent'],
  [14, 17, 'date'],
  [18, 21, 'time'],
  [22, 22, 'moment'],
  [27, 31, 'date'],
  [32, 35, 'time'],
  [36, 36, 'date'],
  [45, 45, 'time'],
  [46, 46, 'elapsed'],
  [47, 47, 'time'],
  [50, 58, 'date'],
]

/** The class of a built-in format. `builtInFormat(14) // 'date'` */
export function builtInFormat(id: number): FormatClass {
  return builtIn.find(([from, to]) => id >= from && id <= to)?.[2] ?? 'number'
}

/** The class of a format code. `formatClass('yyyy\\-mm\\-dd') // 'date'` */
export function formatClass(code: string): FormatClass {
  const bare = (code.slice(0, 400).split(';')[0] ?? '')
    .replace(/"[^"]*"/g, '')
    .replace(/[\\_*]./g, '')
    .toLowerCase()
  if (/\[(?:h+|m+|s+)\]/.test(bare)) return 'elapsed'
  const plain = bare
    .replace(/\[[^\]]*\]/g, '')
    .replace(/general/g, '')
    .replace(/am\/pm|a\/p/g, 'h')
  const showsTime = /[hs]/.test(plain)
  if (/[yd]/.test(plain)) return showsTime ? 'moment' : 'date'
  if (showsTime) return 'time'
  if (plain.includes('m')) return 'date'
  return plain.includes('%') ? 'percent' : 'number'
}
