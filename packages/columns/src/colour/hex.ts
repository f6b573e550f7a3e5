/** Names by which people and style sheets speak of colours. */
const named: Readonly<Record<string, string>> = {
  black: '#000000',
  white: '#ffffff',
  grey: '#808080',
  gray: '#808080',
  silver: '#c0c0c0',
  red: '#ff0000',
  maroon: '#800000',
  orange: '#ffa500',
  yellow: '#ffff00',
  olive: '#808000',
  lime: '#00ff00',
  green: '#008000',
  teal: '#008080',
  cyan: '#00ffff',
  blue: '#0000ff',
  navy: '#000080',
  purple: '#800080',
  magenta: '#ff00ff',
  pink: '#ffc0cb',
  brown: '#a52a2a',
}

const hex = /^#?(?:([\da-f]{6})|([\da-f])([\da-f])([\da-f]))$/
const rgb = /^rgb\(\s*(\d{1,3})\s*[\s,]\s*(\d{1,3})\s*[\s,]\s*(\d{1,3})\s*\)$/

/** Reads `#2563EB`, `26e`, `rgb(37, 99, 235)` or `teal` as six digits. `readColour('26e') // '#2266ee'` */
export function readColour(text: string): string | null {
  const plain = text.normalize('NFKC').trim().toLowerCase()
  if (Object.hasOwn(named, plain)) return named[plain] ?? null
  const digits = hex.exec(plain)
  if (digits) return `#${digits[1] ?? [digits[2], digits[3], digits[4]].map((digit) => `${digit}${digit}`).join('')}`
  const parts = rgb.exec(plain)?.slice(1).map(Number)
  if (parts === undefined || parts.some((part) => part > 255)) return null
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`
}
