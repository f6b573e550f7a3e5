import { ColumnProfile } from './column-profile.ts'
import type { FidelityLog } from './fidelity.ts'
import type { ImportField, ImportLink, ImportOptions, ImportValue } from './import-source.ts'
import { fieldKey, unique } from './keys.ts'
import { addTo, bothWays, isSame, joinAlike, newLinkType, plainWords } from './link-types.ts'
import type { LinkType } from './link-types.ts'

/** Kinds of links that have columns of their own; rarer ones share one. */
const maxTypes = 8
const waitsKey = 'links-waits'
const otherKey = 'links-other'

const waits =
  /^(?:is |are )?(?:blocked by|depend(?:s|ent|ing)? (?:up)?on|requires?|waits? for|has to be (?:done|finished) after|gated by)\b/i
const comesFirst =
  /^(?:is |are )?(?:block(?:s|ing)?|depended (?:up)?on by|required (?:by|for)|has to be (?:done|finished) before|gates)\b/i

/**
 * Which of two records a link makes wait for the other, by what the one says of it: `this` for the one that says so.
 * `waitingOf('is blocked by') // 'this'`
 */
export function waitingOf(label: string): 'this' | 'other' | null {
  const words = plainWords(label)
  if (waits.test(words)) return 'this'
  return comesFirst.test(words) ? 'other' : null
}

type Made = Pick<ImportField, 'key' | 'title' | 'guess' | 'columnRole'>

/**
 * Links between records as fields: what has to come first is one field of waiting, every other kind of link one of items. A
 * source may tell a link at either end or at both: it is one link. Kinds that use the same words are one, too, unless they are kept
 * apart. Gather all in the first reading, `finish`, then put each
 * record's own into its values.
 *
 *     links.add(record.key, record.links)
 *     const fields = links.finish((key) => keys.has(key), titles, fidelity)
 *     links.put(record.key, record.values)
 */
export class LinkFields {
  private readonly types = new Map<string, LinkType>()
  private readonly waiting = new Map<string, Set<string>>()
  /** By record, then by field. */
  private readonly cells = new Map<string, Map<string, readonly string[]>>()
  private readonly apart: boolean

  constructor({ linksApart = false }: Pick<ImportOptions, 'linksApart'> = {}) {
    this.apart = linksApart
  }

  /** Notes what a record is tied to. */
  add(key: string, links: readonly ImportLink[]): void {
    for (const link of links) {
      if (link.key === key || link.key === '') continue
      const waiter = waitingOf(link.label)
      if (waiter !== null) {
        if (waiter === 'this') addTo(this.waiting, key, link.key)
        else addTo(this.waiting, link.key, key)
        continue
      }
      this.addOther(key, link)
    }
  }

  /**
   * The fields, after the first reading. `has` says which records the file holds, `titles` which titles are taken. Both ends of a
   * link that reads the same from either name each other.
   */
  finish(has: (key: string) => boolean, titles: Set<string>, fidelity: FidelityLog): readonly ImportField[] {
    const fields: ImportField[] = []
    const take = (field: Made, edges: LinkType['edges'], isMutual = false) => {
      // What reads the same from both ends is told at the end that is here.
      const lose = (from: string, to: readonly string[]) =>
        isMutual || fidelity.add(null, 'link-from-elsewhere', `${from} → ${to.join(', ')}`, to.length)
      const made = this.field(field, edges, { has, titles, lose })
      if (made !== null) fields.push(made)
    }
    take({ key: waitsKey, title: 'Waits for', guess: guessOf('waits'), columnRole: 'dependency' }, this.waiting)
    const all = [...this.types.values()]
    const types = (this.apart ? all : joinAlike(all)).toSorted((left, right) => right.count - left.count)
    const keys = new Set([waitsKey, otherKey])
    for (const type of types.slice(0, maxTypes)) {
      const key = unique(`links-${fieldKey(type.name)}`, keys, (base, n) => `${base}-${n}`)
      for (const { name, count } of type.joined) fidelity.add(key, 'link-types-alike', `${name} → ${type.name}`, count)
      const title = asTitle(type.outward ?? type.name)
      const isMutual = isSame(type.outward, type.inward)
      const back = isMutual || type.inward === null ? {} : { backTitle: asTitle(type.inward) }
      take({ key, title, guess: guessOf('items', back) }, isMutual ? bothWays(type.edges) : type.edges, isMutual)
    }
    const rare = types.slice(maxTypes)
    if (rare.length > 0) {
      const joined: LinkType['edges'] = new Map()
      for (const { edges, name, count } of rare) {
        fidelity.add(otherKey, 'link-types-joined', name, count)
        for (const [from, to] of edges) for (const key of to) addTo(joined, from, key)
      }
      take({ key: otherKey, title: 'Other links', guess: guessOf('items') }, joined)
    }
    this.types.clear()
    this.waiting.clear()
    return fields
  }

  /** Puts a record's links into its values; call after `finish`. */
  put(key: string, values: Record<string, ImportValue>): void {
    for (const [field, keys] of this.cells.get(key) ?? []) values[field] = keys
  }

  private addOther(key: string, link: ImportLink): void {
    const type = this.types.get(link.type) ?? newLinkType(link.type)
    this.types.set(link.type, type)
    const isOutward = link.direction === 'outward'
    type.outward ??= (isOutward ? link.label : link.reverse) ?? null
    type.inward ??= (isOutward ? link.reverse : link.label) ?? null
    type.count++
    addTo(type.edges, ...(isOutward ? ([key, link.key] as const) : ([link.key, key] as const)))
  }

  private field(
    { key, title, guess, columnRole }: Made,
    edges: LinkType['edges'],
    {
      has,
      titles,
      lose,
    }: { has: (key: string) => boolean; titles: Set<string>; lose: (from: string, to: readonly string[]) => void },
  ): ImportField | null {
    const profile = new ColumnProfile()
    let filledCount = 0
    for (const [from, to] of edges) {
      const keys = [...to]
      if (!has(from)) {
        lose(from, keys)
        continue
      }
      filledCount++
      profile.add(keys.join(', '))
      const own = this.cells.get(from) ?? new Map<string, readonly string[]>()
      this.cells.set(from, own.set(key, keys))
    }
    if (filledCount === 0) return null
    const { count, isMinimum } = profile.distinctCount
    return {
      key,
      title: unique(title, titles, (name, n) => `${name} ${n}`),
      guess,
      ...(columnRole === undefined ? {} : { columnRole }),
      filledCount,
      distinctCount: count,
      ...(isMinimum ? { distinctIsMinimum: true } : {}),
      samples: profile.samples,
      historyCount: 0,
    }
  }
}

function guessOf(kind: 'items' | 'waits', settings: { readonly backTitle?: string } = {}): ImportField['guess'] {
  return { kind, confidence: 0.98, settings }
}

/** Words as a title: `relates to` is `Relates to`. */
function asTitle(words: string): string {
  const line = plainWords(words).slice(0, 100)
  return line === '' ? 'Linked to' : line.charAt(0).toUpperCase() + line.slice(1)
}
