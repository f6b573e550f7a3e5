/** Links by the record at which they begin. */
export type LinkEdges = Map<string, Set<string>>

/** One kind of links between records. */
export interface LinkType {
  readonly name: string
  /** How the record where it begins says it, and the one where it ends. */
  outward: string | null
  inward: string | null
  count: number
  readonly edges: LinkEdges
  /** Kinds whose links were added to this one. */
  readonly joined: { readonly name: string; readonly count: number }[]
}

/** A kind of links of which nothing is known but its name. */
export function newLinkType(name: string): LinkType {
  return { name, outward: null, inward: null, count: 0, edges: new Map(), joined: [] }
}

/**
 * Makes one of the kinds that use the same words at an end. The first by name gives the words; another one joins it, turned
 * around where its words are those of the other end: whoever `causes` something by the one is who by the other `is caused by` it.
 */
export function joinAlike(types: readonly LinkType[]): LinkType[] {
  const kept: LinkType[] = []
  for (const type of types.toSorted((left, right) => (left.name < right.name ? -1 : 1))) {
    const alike = kept.map((home) => ({ home, way: wayInto(home, type) })).find(({ way }) => way !== null)
    if (alike) join(alike.home, type, alike.way === 'turned')
    else kept.push(type)
  }
  return kept
}

/** How the links of a kind would stand among those of another one; null where no words are the same. */
function wayInto(home: LinkType, type: LinkType): 'straight' | 'turned' | null {
  const [from, to] = [endsOf(home), endsOf(type)]
  if (isWord(from.outward, to.outward) || isWord(from.inward, to.inward)) return 'straight'
  return isWord(from.outward, to.inward) || isWord(from.inward, to.outward) ? 'turned' : null
}

function endsOf({ name, outward, inward }: LinkType) {
  return { outward: outward ?? name, inward }
}

function join(home: LinkType, type: LinkType, isTurned: boolean): void {
  const edges = isSame(type.outward, type.inward) ? bothWays(type.edges) : type.edges
  for (const [from, ends] of edges) {
    for (const to of ends) addTo(home.edges, ...(isTurned ? ([to, from] as const) : ([from, to] as const)))
  }
  home.inward ??= isTurned ? type.outward : type.inward
  home.count += type.count
  home.joined.push({ name: type.name, count: type.count })
}

/** Adds a link. */
export function addTo(edges: LinkEdges, from: string, to: string): void {
  const known = edges.get(from)
  if (known === undefined) edges.set(from, new Set([to]))
  else known.add(to)
}

/** Each end that names the other, named by it. */
export function bothWays(edges: ReadonlyMap<string, ReadonlySet<string>>): LinkEdges {
  const both: LinkEdges = new Map()
  for (const [from, ends] of edges) {
    for (const to of ends) {
      addTo(both, from, to)
      addTo(both, to, from)
    }
  }
  return both
}

const relates = /^(?:is |are )?(?:relates?|related|linked|links) (?:to|with)$/i

/** True where both ends say the same. */
export function isSame(left: string | null, right: string | null): boolean {
  if (left === null || right === null) return false
  return isWord(left, right) || (relates.test(left.trim()) && relates.test(right.trim()))
}

function isWord(left: string | null, right: string | null): boolean {
  if (left === null || right === null) return false
  const words = plainWords(left).toLowerCase()
  return words !== '' && words === plainWords(right).toLowerCase()
}

/** Words as they are read: `is_caused  by` is `is caused by`. */
export function plainWords(words: string): string {
  return words.replace(/[_\s]+/g, ' ').trim()
}
