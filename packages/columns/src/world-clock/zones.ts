import { isTimeZone, matchingKey } from '@fulcrum/domain'
import { dateFormat } from '../shared/intl.ts'

/** The time zones that can be chosen, by their IANA names. */
export function timeZones(): readonly string[] {
  return ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')]
}

/** The place that a zone is named for. `zoneCity('America/Argentina/Buenos_Aires') // 'Buenos Aires'` */
export function zoneCity(zone: string): string {
  return zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ')
}

/** How far a zone is from UTC at an instant, as people write it: `GMT+5:30`. */
export function zoneOffset(zone: string, nowMs: number): string {
  const parts = dateFormat('en', { timeZone: zone, timeZoneName: 'shortOffset' }).formatToParts(nowMs)
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? zone
}

let byKey: Map<string, string> | null = null

/** Finds a zone by its name or its city, upper and lower case alike. `readZone('new york') // 'America/New_York'` */
export function readZone(text: string): string | null {
  const key = keyOf(text)
  byKey ??= new Map([
    ...timeZones()
      .toReversed()
      .map((zone): [string, string] => [keyOf(zoneCity(zone)), zone]),
    ...timeZones().map((zone): [string, string] => [keyOf(zone), zone]),
  ])
  return byKey.get(key) ?? (isZone(text.trim()) ? text.trim() : null)
}

/** True for the name of a zone; offsets alone (`+02:00`) are none, since no clock in the world shows their summer. */
export function isZone(name: string): boolean {
  return /^[A-Z][\w+/-]{1,63}$/.test(name) && isTimeZone(name)
}

function keyOf(text: string): string {
  return matchingKey(text.slice(0, 80)).replace(/[\s_]+/g, ' ')
}
