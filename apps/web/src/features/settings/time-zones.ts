import type { Option } from '@fulcrum/ui'

/** The zones that this browser knows, as options. */
export function timeZoneOptions(): readonly Option[] {
  const zones = new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])
  return [...zones].map((zone) => ({ id: zone, title: zone.replaceAll('_', ' '), keywords: zone }))
}
