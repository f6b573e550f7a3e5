import { matchingKey } from '../text.ts'

const longest = 60

/** The candidate that is nearly what was written, or undefined. `nearest('Duedate', ['Due date', 'Done']) // 'Due date'` */
export function nearest(written: string, candidates: Iterable<string>): string | undefined {
  const wanted = matchingKey(written).slice(0, longest)
  let best: string | undefined
  let bestDistance = Math.max(1, Math.floor(wanted.length / 3)) + 1
  for (const candidate of candidates) {
    const key = matchingKey(candidate).slice(0, longest)
    if (Math.abs(key.length - wanted.length) >= bestDistance) continue
    const distance = editDistance(wanted, key)
    if (distance < bestDistance) {
      best = candidate
      bestDistance = distance
    }
  }
  return best
}

/** ` Did you mean X?`, or nothing. */
export function didYouMean(written: string, candidates: Iterable<string>, shown = (name: string) => name): string {
  const name = nearest(written, candidates)
  return name === undefined ? '' : ` Did you mean ${shown(name)}?`
}

/** How many letters must be put, dropped, changed or swapped with their neighbour. */
function editDistance(from: string, to: string): number {
  let before: number[] = []
  let last = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (let i = 1; i <= from.length; i++) {
    const row = [i]
    for (let j = 1; j <= to.length; j++) {
      const cost = from[i - 1] === to[j - 1] ? 0 : 1
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + cost)
      if (i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]) {
        least = Math.min(least, (before[j - 2] ?? 0) + 1)
      }
      row.push(least)
    }
    before = last
    last = row
  }
  return last[to.length] ?? 0
}
