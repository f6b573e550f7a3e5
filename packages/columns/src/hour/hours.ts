const withMinutes = /^(\d{1,2})\s*[:.h]\s*(\d{2})(?::(\d{2}))?\s*(?:uhr|h|([ap])\.?\s?m\.?)?$/
const wholeHour = /^(\d{1,2})\s*(?:uhr|h|o'clock|([ap])\.?\s?m\.?)$/
const fourDigits = /^(\d{1,2})(\d{2})$/
const named: Readonly<Record<string, number>> = { noon: 720, midday: 720, midnight: 0 }

/** Reads a time of day as minutes since midnight; a bare `9` is none. `readHour('9:30 pm') // 1290` */
export function readHour(text: string): number | null {
  const plain = text.normalize('NFKC').trim().toLowerCase()
  if (Object.hasOwn(named, plain)) return named[plain] ?? null
  const full = withMinutes.exec(plain)
  if (full) return minuteOf(Number(full[1]), Number(full[2]), Number(full[3] ?? 0), full[4])
  const whole = wholeHour.exec(plain)
  if (whole) return minuteOf(Number(whole[1]), 0, 0, whole[2])
  const digits = fourDigits.exec(plain)
  return digits ? minuteOf(Number(digits[1]), Number(digits[2]), 0, undefined) : null
}

function minuteOf(hour: number, minute: number, second: number, half: string | undefined): number | null {
  if (minute > 59 || second > 59 || hour > 23) return null
  if (half === undefined) return hour * 60 + minute
  return hour < 1 || hour > 12 ? null : ((hour % 12) + (half === 'p' ? 12 : 0)) * 60 + minute
}
