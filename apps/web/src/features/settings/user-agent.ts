import { t } from '@fulcrum/ui/messages'
/** A browser and a system, as far as its header tells: "Firefox on Linux". */
export function sayAgent(userAgent: string | null): string {
  if (userAgent === null || userAgent === '') return 'An unknown program'
  const browser = first(userAgent, [
    [/Edg\//, 'Edge'],
    [/OPR\//, 'Opera'],
    [/Firefox\//, 'Firefox'],
    [/Chrom(e|ium)\//, 'Chrome'],
    [/Safari\//, 'Safari'],
  ])
  const system = first(userAgent, [
    [/Android/, 'Android'],
    [/iPhone|iPad/, 'iOS'],
    [/Windows/, 'Windows'],
    [/Mac OS X/, 'macOS'],
    [/CrOS/, 'ChromeOS'],
    [/Linux/, 'Linux'],
  ])
  if (browser === null) return userAgent.slice(0, 60)
  return system === null ? browser : t('{browser} on {system}', { browser, system })
}

function first(text: string, names: readonly (readonly [RegExp, string])[]): string | null {
  return names.find(([pattern]) => pattern.test(text))?.[1] ?? null
}
