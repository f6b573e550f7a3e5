import { entryOf, momentOf, type Plan } from './plan.ts'

/**
 * By how many working days each linked item could go later without the end of its network going later: its total float. The
 * network of an item is all that it is linked with, directly or not; each has its own end, so that one late release does not
 * make float of everything else. What is outside can go later until something here would have to. Items without float are the critical path. Below zero: a link is broken by so many days.
 */
export function totalFloat(plan: Plan): ReadonlyMap<number, number> {
  const ends = networkEnds(plan)
  const float = new Map<number, number>()
  for (const id of plan.order.toReversed()) {
    const span = plan.spans.get(id)
    if (span === undefined) continue
    let least = (ends.get(id) ?? Infinity) - span.last
    for (const link of plan.outOf.get(id) ?? []) {
      const to = plan.spans.get(link.to)
      if (to === undefined) continue
      least = Math.min(least, entryOf(link, to) - momentOf(link, span) + (float.get(link.to) ?? 0))
    }
    float.set(id, least)
  }
  return float
}

/** The last working day of each item's network; none for what is outside, and it joins no two. */
function networkEnds({ items, order, spans, into, outOf }: Plan): Map<number, number> {
  const ends = new Map<number, number>()
  for (const root of order) {
    if (ends.has(root) || items.get(root)?.outside === true) continue
    const members = [root]
    const seen = new Set(members)
    for (let at = 0; at < members.length; at += 1) {
      const id = members[at] ?? root
      const beside = [...(into.get(id) ?? []).map(({ from }) => from), ...(outOf.get(id) ?? []).map(({ to }) => to)]
      for (const other of beside) {
        if (seen.has(other) || items.get(other)?.outside === true) continue
        seen.add(other)
        members.push(other)
      }
    }
    let end = -Infinity
    for (const id of members) end = Math.max(end, spans.get(id)?.last ?? -Infinity)
    for (const id of members) ends.set(id, end)
  }
  return ends
}
