import { t } from '@fulcrum/ui/messages'
import type { Action } from '../../shell/actions.ts'

/** Actions that a text finds, the best first: titles that start with it, then words that do, then anything that holds it. */
export function findActions(actions: readonly Action[], text: string): readonly Action[] {
  const words = fold(text).split(/\s+/u).filter(Boolean)
  if (words.length === 0) return actions
  return actions
    .map((action, at) => ({ action, at, score: scoreOf(action, words) }))
    .filter(({ score }) => score > 0)
    .sort((left, right) => right.score - left.score || left.at - right.at)
    .map(({ action }) => action)
}

/** The headings of what is everywhere; those of the page itself stand before them. */
const order: readonly string[] = [t('Create'), t('Go to'), t('Settings'), t('Edit'), t('Look'), t('Everywhere')]

/** The found actions under their headings: first what is on the page, then what is everywhere. */
export function bySection<T extends { readonly section: string }>(
  actions: readonly T[],
): readonly (readonly [section: string, actions: readonly T[]])[] {
  const sections = new Map<string, T[]>()
  for (const action of actions) {
    const own = sections.get(action.section)
    if (own === undefined) sections.set(action.section, [action])
    else own.push(action)
  }
  return [...sections].sort(([left], [right]) => order.indexOf(left) - order.indexOf(right))
}

/** Every word must be found; 0 says that one was not. */
function scoreOf(action: Action, words: readonly string[]): number {
  const title = fold(action.title)
  const hay = `${title} ${fold(action.keywords ?? '')} ${fold(action.hint ?? '')}`
  let score = title.startsWith(`${words.join(' ')} `) || title === words.join(' ') ? 1 : 0
  for (const word of words) {
    if (!hay.includes(word)) return 0
    score += title.startsWith(word)
      ? 4
      : new RegExp(`(^|\\s)${escape(word)}`, 'u').test(title)
        ? 3
        : title.includes(word)
          ? 2
          : 1
  }
  return score
}

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
