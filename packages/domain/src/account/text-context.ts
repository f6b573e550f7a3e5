import type { FormatContext, ParseContext } from '../column/kind.ts'
import type { ScopeReader } from '../state.ts'
import { matchingKey } from '../text.ts'

/**
 * The surroundings in which an account's texts become values and values become texts, where no reader is: its zone and
 * language, and the names of its people. A name that two of them have finds nobody.
 */
export function accountTexts(account: ScopeReader): ParseContext & FormatContext {
  const byText = new Map<string, string | null>()
  const names = new Map<string, string>()
  const members = [...account.records('member')]
  for (const [id, { name, removedAt }] of members) {
    names.set(id, String(name ?? ''))
    const key = matchingKey(String(name ?? ''))
    if (removedAt === undefined) byText.set(key, byText.has(key) ? null : id)
  }
  for (const [id, { email }] of members) {
    if (typeof email === 'string') byText.set(matchingKey(email), id)
    byText.set(id, id)
  }
  const [[, fields] = ['', {}]] = account.records('account')
  const locale = typeof fields['locale'] === 'string' ? fields['locale'] : 'en'
  return {
    findPerson: (text) => byText.get(matchingKey(text)) ?? null,
    personName: (id) => names.get(id) ?? id,
    dayFirst: !/^en-US\b|^en$/.test(locale),
    locale,
    timeZone: typeof fields['timeZone'] === 'string' ? fields['timeZone'] : 'UTC',
  }
}
