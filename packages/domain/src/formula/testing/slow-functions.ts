import { power } from '../functions/decimals.ts'
import { formulaLimits } from '../limits.ts'
import type { FormulaReader } from '../reader.ts'
import { formulaErrors, type FormulaValue } from '../value.ts'

type Plain = number | string | boolean | null | readonly (number | string | boolean | null)[]
type SlowFunction = (args: readonly Plain[], reader: FormulaReader) => FormulaValue

const { DIV0, NA, NUM, VALUE, LIMIT } = formulaErrors
const day = 86_400_000

/**
 * What functions mean, written a second time and as plainly as can be: days by `Date`, decimals by whole numbers of any
 * size, lists by going through them. Arguments are ready: texts are never null, lists are lists, errors are gone.
 */
export const slowFunctions: Readonly<Record<string, SlowFunction>> = {
  ABS: ([x]) => (num(x) < 0 ? -num(x) : num(x)),
  SIGN: ([x]) => (num(x) > 0 ? 1 : num(x) < 0 ? -1 : 0),
  ROUND: ([x, d]) => decimalRound(num(x), d === null ? 0 : num(d), (twice) => (twice + 1n) / 2n),
  ROUNDUP: ([x, d]) =>
    decimalRound(num(x), d === null ? 0 : num(d), (_twice, whole, exact) => (exact ? whole : whole + 1n)),
  ROUNDDOWN: ([x, d]) => decimalRound(num(x), d === null ? 0 : num(d), (_twice, whole) => whole),
  FLOOR: ([x, s]) => multiple(num(x), s === null ? 1 : num(s), Math.floor),
  CEILING: ([x, s]) => multiple(num(x), s === null ? 1 : num(s), Math.ceil),
  INT: ([x]) => Math.floor(num(x)),
  MOD: ([x, y]) => {
    if (y === 0) return DIV0
    const rest = num(x) % num(y)
    return rest * num(y) < 0 || (rest !== 0 && Math.sign(rest) !== Math.sign(num(y))) ? rest + num(y) : rest
  },
  QUOTIENT: ([x, y]) => (y === 0 ? DIV0 : Math.trunc(num(x) / num(y))),
  POWER: ([x, y]) => power(num(x), num(y)),
  SQRT: ([x]) => Math.sqrt(num(x)),
  EXP: ([x]) => digits14(Math.exp(num(x))),
  LN: ([x]) => digits14(Math.log(num(x))),
  LOG: ([x, b]) => {
    const base = Math.log(b === null ? 10 : num(b))
    return base === 0 ? DIV0 : digits14(Math.log(num(x)) / base)
  },
  VALUE: ([t]) => {
    const text = str(t).trim()
    if (text === '') return null
    const simple = /^[-+.\d]/.test(text) && /\d/.test(text) && !/[xob_]/i.test(text) && !/infinity/i.test(text)
    return simple && !Number.isNaN(Number(text)) ? Number(text) : VALUE
  },

  ISBLANK: ([x]) => x === null,
  BETWEEN: ([x, low, high]) => order(low, x) <= 0 && order(x, high) <= 0,
  ONEOF: ([x, others]) => arr(others).some((other) => same(other, x)),
  COMPARE: ([x, y]) => Math.sign(order(x, y)),
  EXACT: ([x, y]) => x === y,
  ISEVEN: ([x]) => Math.abs(Math.trunc(num(x)) % 2) === 0,
  ISODD: ([x]) => Math.abs(Math.trunc(num(x)) % 2) === 1,
  XOR: ([x, y]) => (x === true) !== (y === true),
  BLANK: () => null,
  NA: () => NA,

  CONCAT: ([list]) => arr(list).join(''),
  TEXT: ([t]) => t ?? null,
  FIXED: ([x, d]) => {
    const places = Math.max(0, Math.min(20, d === null ? 2 : Math.trunc(num(d))))
    return Number(decimalRound(num(x), places, (twice) => (twice + 1n) / 2n)).toFixed(places)
  },
  LEN: ([t]) => letters(t).length,
  UPPER: ([t]) => str(t).toUpperCase(),
  LOWER: ([t]) => str(t).toLowerCase(),
  PROPER: ([t]) => {
    let inWord = false
    return Array.from(str(t).toLowerCase(), (letter) => {
      const made = !inWord && /\p{L}/u.test(letter) ? letter.toUpperCase() : letter
      inWord = /[\p{L}\p{N}'’]/u.test(letter)
      return made
    }).join('')
  },
  TRIM: ([t]) => str(t).trim().replace(/\s+/g, ' '),
  LEFT: ([t, n]) => slice(t, 0, n === null ? 1 : num(n)),
  RIGHT: ([t, n]) => {
    const count = Math.max(0, n === null ? 1 : Math.trunc(num(n)))
    return count === 0 ? '' : letters(t).slice(-count).join('')
  },
  MID: ([t, from, n]) => (num(from) < 1 || num(n) < 0 ? VALUE : slice(t, Math.trunc(num(from)) - 1, num(n))),
  FIND: ([wanted, t]) => {
    const at = letters(t).findIndex((_letter, index) => letters(t).slice(index).join('').startsWith(str(wanted)))
    return str(wanted) === '' ? 1 : at < 0 ? NA : at + 1
  },
  CONTAINS: ([t, wanted]) => key(t).split(key(wanted)).length > 1 || key(wanted) === '',
  STARTSWITH: ([t, start]) => key(t).slice(0, key(start).length) === key(start),
  ENDSWITH: ([t, end]) => key(t).slice(Math.max(0, key(t).length - key(end).length)) === key(end),
  SUBSTITUTE: ([t, old, put]) => (str(old) === '' ? str(t) : str(t).replaceAll(str(old), () => str(put))),
  REPLACE: ([t, from, n, put]) => {
    if (num(from) < 1 || num(n) < 0) return VALUE
    const list = letters(t)
    list.splice(Math.trunc(num(from)) - 1, Math.trunc(num(n)), str(put))
    return list.join('')
  },
  REPT: ([t, n]) => {
    const count = Math.trunc(num(n))
    if (count < 0) return VALUE
    if (str(t).length * count > formulaLimits.resultLength) return LIMIT
    return Array.from({ length: str(t) === '' ? 0 : count }, () => str(t)).join('')
  },
  PADLEFT: ([t, width, fill]) => {
    if (num(width) > formulaLimits.resultLength) return LIMIT
    let text = str(t)
    const filler = fill === null ? '0' : (letters(fill)[0] ?? '0')
    while (letters(text).length < Math.trunc(num(width))) text = filler + text
    return text
  },
  BEFORE: ([t, mark]) => (str(mark) === '' ? str(t) : (str(t).split(str(mark))[0] ?? '')),
  AFTER: ([t, mark]) => (str(mark) === '' ? '' : str(t).split(str(mark)).slice(1).join(str(mark))),

  TODAY: (_args, reader) => reader.today,
  DATE: ([y, m, d]) => inRange(daysOf(Math.trunc(num(y)), Math.trunc(num(m)) - 1, Math.trunc(num(d)))),
  DATEVALUE: ([t]) => {
    const text = str(t).trim()
    if (text === '') return null
    const at = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
    const valid = !Number.isNaN(at) && new Date(at).toISOString().startsWith(text) && !text.startsWith('0000')
    return valid ? at / day : VALUE
  },
  DATEOF: ([m], { calendar }) => {
    if (typeof inRange(Math.floor(num(m) / day)) !== 'number') return NUM
    const format = new Intl.DateTimeFormat('en-CA', { timeZone: calendar.timeZone, dateStyle: 'short' })
    return inRange(Date.parse(`${format.format(num(m))}T00:00:00Z`) / day)
  },
  YEAR: ([d]) => date(d).getUTCFullYear(),
  QUARTER: ([d]) => Math.floor(date(d).getUTCMonth() / 3) + 1,
  MONTH: ([d]) => date(d).getUTCMonth() + 1,
  DAY: ([d]) => date(d).getUTCDate(),
  WEEKDAY: ([d]) => isoWeekday(num(d)),
  WEEKNUM: ([d]) => isoWeek(num(d)),
  DAYS: ([end, start]) => num(end) - num(start),
  MONTHSBETWEEN: ([start, end]) => months(num(start), num(end)),
  YEARSBETWEEN: ([start, end]) => Math.trunc(months(num(start), num(end)) / 12),
  EDATE: ([d, n]) => monthsLater(num(d), Math.trunc(num(n))),
  EOMONTH: ([d, n]) => {
    const { year, month } = parts(num(d))
    return inRange(daysOf(year, month + 1 + (n === null ? 0 : Math.trunc(num(n))), 0))
  },
  STARTOFWEEK: ([d, first]) => {
    const wanted = first === null ? 1 : Math.trunc(num(first))
    if (wanted < 1 || wanted > 7) return VALUE
    let at = num(d)
    while (isoWeekday(at) !== wanted) at--
    return inRange(at)
  },
  STARTOFMONTH: ([d]) => daysOf(parts(num(d)).year, parts(num(d)).month, 1),
  STARTOFQUARTER: ([d]) => daysOf(parts(num(d)).year, parts(num(d)).month - (parts(num(d)).month % 3), 1),
  STARTOFYEAR: ([d]) => daysOf(parts(num(d)).year, 0, 1),
  DATETEXT: ([d, pattern]) => {
    const { year, month, inMonth } = parts(num(d))
    const two = (number: number) => (number < 10 ? `0${number}` : String(number))
    const names: [string, string][] = [
      ['YYYY', String(year).padStart(4, '0')],
      ['YY', two(year % 100)],
      ['MM', two(month + 1)],
      ['M', String(month + 1)],
      ['DD', two(inMonth)],
      ['D', String(inMonth)],
      ['WW', two(isoWeek(num(d)))],
      ['Q', String(Math.floor(month / 3) + 1)],
    ]
    let made = ''
    for (let rest = str(pattern); rest !== '';) {
      const [name, value] = names.find(([each]) => rest.startsWith(each)) ?? [rest.charAt(0), rest.charAt(0)]
      made += value
      rest = rest.slice(name.length)
    }
    return made
  },
  HOURS: ([x]) => num(x) * 3_600_000,
  MINUTES: ([x]) => num(x) * 60_000,
  TOHOURS: ([x]) => num(x) / 3_600_000,
  TOMINUTES: ([x]) => num(x) / 60_000,
  TODAYS: ([x]) => num(x) / day,

  WORKDAYS: ([start, end, holidays, weekend], reader) => {
    const working = workingDay(reader, holidays, weekend)
    const [from, to] = num(start) <= num(end) ? [num(start), num(end)] : [num(end), num(start)]
    let count = 0
    for (let at = from; at <= to; at++) if (working(at)) count++
    return num(start) <= num(end) ? count : -count
  },
  ADDWORKDAYS: ([d, n, holidays, weekend], reader) => {
    let left = Math.trunc(num(n))
    const working = workingDay(reader, holidays, weekend)
    if (left === 0) return d ?? null
    if (Math.abs(left) > 1_000_000 || [1, 2, 3, 4, 5, 6, 7].every((each) => !working.weekday(each))) return NUM
    let at = num(d)
    while (left !== 0) {
      at += Math.sign(left)
      if (working(at)) left -= Math.sign(left)
      if (typeof inRange(at) !== 'number') return NUM
    }
    return inRange(at)
  },
  ISWORKDAY: ([d, holidays, weekend], reader) => workingDay(reader, holidays, weekend)(num(d)),
  NEXTWORKDAY: ([d, holidays, weekend], reader) => {
    const working = workingDay(reader, holidays, weekend)
    let at = num(d)
    if (!working(at) && [1, 2, 3, 4, 5, 6, 7].every((each) => !working.weekday(each))) return NUM
    while (!working(at)) at++
    return inRange(at)
  },

  LIST: ([list]) => arr(list),
  FIRST: ([list]) => arr(list)[0] ?? null,
  LAST: ([list]) => arr(list)[arr(list).length - 1] ?? null,
  NTH: ([list, n]) => {
    const at = Math.trunc(num(n))
    const index = at > 0 ? at - 1 : arr(list).length + at
    return at === 0 || index < 0 || index >= arr(list).length ? NA : (arr(list)[index] ?? null)
  },
  TAKE: ([list, n]) => {
    const count = Math.trunc(num(n))
    return arr(list).filter((_entry, index) => (count >= 0 ? index < count : index >= arr(list).length + count))
  },
  REVERSE: ([list]) => arr(list).map((_entry, index) => arr(list)[arr(list).length - 1 - index] ?? null),
  SORT: ([list]) => insertionSort(arr(list)),
  UNIQUE: ([list]) => once(arr(list)),
  HAS: ([list, x]) => arr(list).some((entry) => same(entry, x)),
  INTERSECT: ([first, second]) => once(arr(first)).filter((entry) => arr(second).some((other) => same(entry, other))),
  WITHOUT: ([first, second]) => arr(first).filter((entry) => !arr(second).some((other) => same(entry, other))),
  FILTERBY: ([values, keys, wanted]) => chosen(values, keys, wanted) ?? VALUE,
  JOIN: ([list, mark]) => {
    let text = ''
    for (const [index, entry] of arr(list).entries()) text += (index === 0 ? '' : (mark ?? ', ')) + String(entry)
    return text
  },
  SPLIT: ([t, mark]) =>
    str(t) === ''
      ? []
      : str(t)
          .split(mark === null ? ',' : str(mark))
          .map((part) => part.trim() || null),

  SUM: ([list]) => total(arr(list)),
  AVERAGE: ([list]) => average(arr(list)),
  MEDIAN: ([list]) => {
    const sorted = insertionSort(arr(list)).map(num)
    const middle = Math.floor(sorted.length / 2)
    if (sorted.length === 0) return null
    if (sorted.length % 2 === 1) return sorted[middle] ?? null
    const [low, high] = [sorted[middle - 1] ?? 0, sorted[middle] ?? 0]
    return low === high ? low : low + (high - low) * 0.5
  },
  PERCENTILE: ([list, share]) => {
    if (num(share) < 0 || num(share) > 1) return NUM
    const sorted = insertionSort(arr(list)).map(num)
    if (sorted.length === 0) return null
    const place = (sorted.length - 1) * num(share)
    const below = Math.floor(place)
    const low = sorted[below] ?? 0
    const high = sorted[Math.min(sorted.length - 1, place > below ? below + 1 : below)] ?? 0
    return low === high ? low : low + (high - low) * (place - below)
  },
  MIN: ([list]) => least(arr(list), 1),
  MAX: ([list]) => least(arr(list), -1),
  PRODUCT: ([list]) => (arr(list).length === 0 ? null : arr(list).reduce<number>((product, x) => product * num(x), 1)),
  STDEV: ([list]) => {
    const numbers = arr(list).map(num)
    if (numbers.length < 2) return null
    const middle = numbers.reduce((sum, x) => sum + x, 0) / numbers.length
    const squares = numbers.reduce((sum, x) => sum + (x - middle) * (x - middle), 0)
    return digits14(Math.sqrt(squares / (numbers.length - 1)))
  },
  COUNT: ([list]) => arr(list).length,
  COUNTUNIQUE: ([list]) => once(arr(list)).length,
  COUNTBLANK: ([list]) => arr(list).filter((entry) => entry === null).length,
  COUNTIF: ([list, wanted]) => arr(list).filter((entry) => same(entry, wanted)).length,
  SHAREIF: ([list, wanted]) => {
    if (arr(list).length === 0) return null
    return arr(list).filter((entry) => same(entry, wanted)).length / arr(list).length
  },
  SUMIF: ([keys, wanted, values]) => of(chosen(values, keys, wanted), total),
  AVERAGEIF: ([keys, wanted, values]) => of(chosen(values, keys, wanted), average),
  MINIF: ([keys, wanted, values]) => of(chosen(values, keys, wanted), (list) => least(list, 1)),
  MAXIF: ([keys, wanted, values]) => of(chosen(values, keys, wanted), (list) => least(list, -1)),
  ALL: ([list]) => (arr(list).length === 0 ? null : !arr(list).some((entry) => entry !== true)),
  ANY: ([list]) => (arr(list).length === 0 ? null : arr(list).filter((entry) => entry === true).length > 0),
  MODE: ([list]) => {
    const counted = arr(list).map((entry) => arr(list).filter((other) => same(entry, other)).length)
    return arr(list)[counted.indexOf(Math.max(...counted))] ?? null
  },
}

function num(value: Plain | undefined): number {
  return Number(value)
}

function str(value: Plain | undefined): string {
  return typeof value === 'string' ? value : ''
}

function arr(value: Plain | undefined): readonly (number | string | boolean | null)[] {
  return Array.isArray(value) ? value : []
}

function letters(value: Plain | undefined): string[] {
  return Array.from(str(value))
}

function slice(text: Plain | undefined, from: number, count: number): string {
  return letters(text)
    .filter((_letter, index) => index >= from && index < from + Math.trunc(count))
    .join('')
}

function key(value: Plain | undefined): string {
  return str(value).normalize('NFKC').toLowerCase()
}

/** Whether two values are the same: texts by their keys. */
export function same(left: Plain | undefined, right: Plain | undefined): boolean {
  return typeof left === 'string' && typeof right === 'string' ? key(left) === key(right) : left === right
}

/** Below zero, zero or above: texts by the code points of their keys. */
export function order(left: Plain | undefined, right: Plain | undefined): number {
  if (typeof left !== 'string' || typeof right !== 'string') return num(left) - num(right)
  const [first, second] = [Array.from(key(left)), Array.from(key(right))]
  for (let at = 0; at < Math.min(first.length, second.length); at++) {
    const difference = (first[at]?.codePointAt(0) ?? 0) - (second[at]?.codePointAt(0) ?? 0)
    if (difference !== 0) return difference
  }
  return first.length - second.length
}

function digits14(number: number): number {
  return Number.isFinite(number) ? Number(number.toPrecision(14)) : number
}

function decimalRound(
  number: number,
  digits: number,
  way: (twice: bigint, whole: bigint, exact: boolean) => bigint,
): number {
  const places = Math.max(-400, Math.min(400, Math.trunc(digits)))
  const [mantissa = '0', exponent = '0'] = Math.abs(number).toExponential().split('e')
  const [ahead = '0', behind = ''] = mantissa.split('.')
  // The number is `whole` times ten to the power of `power`.
  const whole = BigInt(ahead + behind)
  const shift = Number(exponent) - behind.length + places
  if (shift >= 0) return number
  const unit = 10n ** BigInt(-shift)
  const rounded = way((whole * 2n) / unit, whole / unit, whole % unit === 0n)
  return (number < 0 ? -1 : 1) * Number(`${rounded}e${-places}`)
}

function multiple(number: number, step: number, towards: (quotient: number) => number): FormulaValue {
  if (step === 0) return DIV0
  if (!Number.isFinite(number / step)) return NUM
  const made = towards(digits14(number / step)) * step
  return Number.isFinite(made) ? Number(made.toPrecision(15)) : made
}

function date(value: Plain | undefined): Date {
  return new Date(num(value) * day)
}

function parts(days: number) {
  const at = new Date(days * day)
  return { year: at.getUTCFullYear(), month: at.getUTCMonth(), inMonth: at.getUTCDate() }
}

function daysOf(year: number, month: number, inMonth: number): number {
  const at = new Date(0)
  at.setUTCFullYear(year, month, inMonth)
  return at.getTime() / day
}

function inRange(days: number): FormulaValue {
  return days >= daysOf(1, 0, 1) && days <= daysOf(9999, 11, 31) ? days : NUM
}

function isoWeekday(days: number): number {
  return new Date(days * day).getUTCDay() || 7
}

function isoWeek(days: number): number {
  let thursday = days
  while (isoWeekday(thursday) > 4) thursday--
  while (isoWeekday(thursday) < 4) thursday++
  return Math.floor((thursday - daysOf(parts(thursday).year, 0, 1)) / 7) + 1
}

function months(start: number, end: number): number {
  if (end < start) return -months(end, start)
  let count = 0
  const from = parts(start)
  const to = parts(end)
  count = (to.year - from.year) * 12 + (to.month - from.month)
  return to.inMonth < from.inMonth ? count - 1 : count
}

function monthsLater(days: number, count: number): FormulaValue {
  const { year, month, inMonth } = parts(days)
  const last = daysOf(year, month + count + 1, 0)
  const there = daysOf(year, month + count, inMonth)
  return inRange(Number.isNaN(there) ? Infinity : Math.min(last, there))
}

function workingDay(reader: FormulaReader, holidays: Plain | undefined, weekend: Plain | undefined) {
  const free = arr(weekend).length > 0 ? arr(weekend) : reader.calendar.weekend
  const weekday = (each: number) => !free.some((other) => other === each)
  return Object.assign(
    (days: number) =>
      weekday(isoWeekday(days)) && !reader.calendar.holidays.includes(days) && !arr(holidays).includes(days),
    { weekday },
  )
}

function insertionSort(list: readonly (number | string | boolean | null)[]) {
  const made: (number | string | boolean | null)[] = []
  for (const entry of list) {
    let at = made.length
    while (at > 0 && order(made[at - 1], entry) > 0) at--
    made.splice(at, 0, entry)
  }
  return made
}

function once(list: readonly (number | string | boolean | null)[]) {
  return list.filter((entry, index) => list.findIndex((other) => same(entry, other)) === index)
}

function chosen(values: Plain | undefined, keys: Plain | undefined, wanted: Plain | undefined) {
  if (arr(values).length !== arr(keys).length) return null
  return arr(values).filter((value, index) => value !== null && same(arr(keys)[index], wanted))
}

function of<L>(list: L | null, made: (list: L) => FormulaValue): FormulaValue {
  return list === null ? VALUE : made(list)
}

function total(list: readonly Plain[]): number {
  return list.reduce<number>((sum, entry) => sum + num(entry), 0)
}

function average(list: readonly Plain[]): number | null {
  return list.length === 0 ? null : total(list) / list.length
}

function least(list: readonly (number | string | boolean | null)[], sign: number): number | string | boolean | null {
  let best: number | string | boolean | null = null
  for (const entry of list) if (best === null || Math.sign(order(entry, best)) === -sign) best = entry
  return best
}
