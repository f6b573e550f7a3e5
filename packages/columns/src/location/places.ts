import { oneLine } from '../shared/labels.ts'

/** A point on Earth, in degrees. */
export interface Point {
  readonly latitude: number
  readonly longitude: number
}

const number = String.raw`[+-]?\d{1,3}(?:\.\d{1,20})?`
const bare = new RegExp(`^(${number})\\s*[,;]\\s*(${number})$`)
const suffix = new RegExp(`^(.*\\S)\\s*\\((${number}),\\s*(${number})\\)$`)

/** A text as an address and, where coordinates stand alone or in brackets behind it, a point. */
export function readPlace(text: string): { readonly address: string; readonly point: Point | null } {
  const address = oneLine(text)
  const alone = bare.exec(address)
  const behind = suffix.exec(address)
  const point = alone ? pointOf(alone[1], alone[2]) : behind ? pointOf(behind[2], behind[3]) : null
  return { address: point !== null && behind !== null && alone === null ? (behind[1] ?? '') : address, point }
}

/** `52.5219, 13.4132`; degrees far below a millimetre are written without an exponent. */
export function pointText({ latitude, longitude }: Point): string {
  return `${degrees(latitude)}, ${degrees(longitude)}`
}

/** Degrees to the seventh decimal, a centimetre. */
export function rounded(value: number): number {
  return Math.round(value * 1e7) / 1e7 || 0
}

/** Where a map shows the place; nothing is asked of it before somebody follows the link. */
export function mapUrl(address: string, point: Point | null): string {
  const map = 'https://www.openstreetmap.org'
  if (point === null) return `${map}/search?query=${encodeURIComponent(address)}`
  const { latitude, longitude } = point
  return `${map}/?mlat=${degrees(latitude)}&mlon=${degrees(longitude)}#map=16/${degrees(latitude)}/${degrees(longitude)}`
}

function pointOf(latitude: string | undefined, longitude: string | undefined): Point | null {
  const point = { latitude: rounded(Number(latitude)), longitude: rounded(Number(longitude)) }
  return Math.abs(point.latitude) <= 90 && Math.abs(point.longitude) <= 180 ? point : null
}

function degrees(value: number): string {
  return value.toFixed(7).replace(/\.?0+$/, '')
}
