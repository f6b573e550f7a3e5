import { matchingKey } from '@fulcrum/columnar'

/** Characters of a text that are looked at, and of one word. */
const maxText = 20_000
const maxWord = 60
const maxWords = 2_000

/** Scripts that write words without spaces between them. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u
const segmenter = new Intl.Segmenter('und', { granularity: 'word' })

/** The form in which words are compared: a matching key without the accents of letters. `searchKey('Ünder') // 'under'` */
export function searchKey(text: string): string {
  return matchingKey(text)
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
}

/** The words of a text, each once, in the order in which they come. `wordsOf('Fix foo-bar') // ['fix', 'foo', 'bar']` */
export function wordsOf(text: string): readonly string[] {
  const words = new Set<string>()
  for (const word of pieces(searchKey(text.slice(0, maxText)))) {
    if (words.size >= maxWords) break
    words.add([...word].slice(0, maxWord).join(''))
  }
  return [...words]
}

function pieces(key: string): readonly string[] {
  const runs = key.match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
  if (!unspaced.test(key)) return runs
  return runs.flatMap((run) =>
    unspaced.test(run)
      ? [...segmenter.segment(run)].filter(({ isWordLike }) => isWordLike).map(({ segment }) => segment)
      : [run],
  )
}

/** Words shorter than this are found only as they are written. */
export const minCorrected = 4

/** Whether a word can be what somebody meant who wrote another one: numbers and scraps are not. */
export function isVocabulary(word: string): boolean {
  return word.length >= minCorrected && word.length <= 40 && /\p{L}/u.test(word)
}

/** How many slips of the pen are forgiven in a word. */
export function forgiven(word: string): number {
  return word.length < minCorrected ? 0 : word.length < 8 ? 1 : 2
}

/**
 * The slips between what was typed and a word, or the beginning of one: letters that are wrong, lacking, too many, or two that
 * changed places. Counts no further than `limit`; `limit + 1` says that there are more.
 */
export function slips(typed: string, word: string, limit: number): number {
  const target = word.slice(0, typed.length + limit)
  let before: number[] = []
  let last = Array.from({ length: target.length + 1 }, (_, at) => at)
  for (let at = 1; at <= typed.length; at++) {
    const now = [at]
    for (let to = 1; to <= target.length; to++) {
      const same = typed[at - 1] === target[to - 1]
      let cost = Math.min((last[to] ?? 0) + 1, (now[to - 1] ?? 0) + 1, (last[to - 1] ?? 0) + (same ? 0 : 1))
      const swapped = at > 1 && to > 1 && typed[at - 1] === target[to - 2] && typed[at - 2] === target[to - 1]
      if (swapped) cost = Math.min(cost, (before[to - 2] ?? 0) + 1)
      now.push(cost)
    }
    if (Math.min(...now) > limit) return limit + 1
    before = last
    last = now
  }
  // What stands behind the end of what was typed is yet to be typed.
  return Math.min(limit + 1, ...last)
}
