import { maxFilterDepth, maxFilterParts } from '@fulcrum/domain'
import type { FilterCondition, FilterSpec } from '@fulcrum/domain'

/** How the parts of a group are taken together. */
export type GroupMode = 'all' | 'any' | 'none' | 'not-all'

/** One condition, with a name of its own while it is edited. */
export interface FilterLeaf {
  readonly id: number
  readonly condition: FilterCondition
}

/** Conditions and groups that are taken together. */
export interface FilterGroup {
  readonly id: number
  readonly mode: GroupMode
  readonly parts: readonly FilterNode[]
}

/**
 * A filter as people edit it: groups of conditions and of groups, a `not` being a way of taking a group. Other than a spec it may
 * have groups that are empty still, and its parts keep their names when others move.
 */
export type FilterNode = FilterLeaf | FilterGroup

export function isGroup(node: FilterNode): node is FilterGroup {
  return 'parts' in node
}

/** Reads a spec; the root is always a group. */
export function readFilter(spec: FilterSpec | null | undefined): FilterGroup {
  const named = namer(0)
  if (spec === null || spec === undefined) return { id: named(), mode: 'all', parts: [] }
  const node = readNode(spec, named)
  return isGroup(node) ? node : { id: named(), mode: 'all', parts: [node] }
}

function readNode(spec: FilterSpec, named: () => number): FilterNode {
  if ('column' in spec) return { id: named(), condition: spec }
  const group = (mode: GroupMode, parts: readonly FilterSpec[]): FilterGroup => ({
    id: named(),
    mode,
    parts: parts.map((part) => readNode(part, named)),
  })
  if ('and' in spec) return group('all', spec.and)
  if ('or' in spec) return group('any', spec.or)
  const { not } = spec
  if ('not' in not) return readNode(not.not, named)
  if ('and' in not) return group('not-all', not.and)
  return group('none', 'or' in not ? not.or : [not])
}

/** The spec that says the same; null where no condition is in it. */
export function writeFilter(node: FilterNode): FilterSpec | null {
  if (!isGroup(node)) return node.condition
  const parts = node.parts.map(writeFilter).filter((part) => part !== null)
  const [first] = parts
  if (first === undefined) return null
  const together: FilterSpec =
    parts.length === 1 ? first : node.mode === 'any' || node.mode === 'none' ? { or: parts } : { and: parts }
  return node.mode === 'any' || node.mode === 'all' ? together : { not: together }
}

/** Whether a filter may be stored: not too deep, and no group too long. */
export function fits(root: FilterGroup): boolean {
  const spec = writeFilter(root)
  return spec === null || (depthOf(spec) <= maxFilterDepth && isShort(root))
}

function depthOf(spec: FilterSpec): number {
  if ('column' in spec) return 0
  if ('not' in spec) return 1 + depthOf(spec.not)
  return 1 + Math.max(0, ...('and' in spec ? spec.and : spec.or).map(depthOf))
}

function isShort({ parts }: FilterGroup): boolean {
  return parts.length <= maxFilterParts && parts.every((part) => !isGroup(part) || isShort(part))
}

/** A name that no part has yet. */
export function freshId(root: FilterGroup): number {
  return 1 + Math.max(...nodesOf(root).map(({ id }) => id))
}

/** All parts, each before those in it. */
export function nodesOf(node: FilterNode): readonly FilterNode[] {
  return isGroup(node) ? [node, ...node.parts.flatMap(nodesOf)] : [node]
}

/** The group that a part stands in, and where; undefined for the root. */
export function placeOf(
  root: FilterGroup,
  id: number,
): { readonly group: FilterGroup; readonly index: number } | undefined {
  for (const node of nodesOf(root)) {
    if (!isGroup(node)) continue
    const index = node.parts.findIndex((part) => part.id === id)
    if (index >= 0) return { group: node, index }
  }
  return undefined
}

/** With a part changed. */
export function changeNode<T extends FilterNode>(node: T, id: number, change: (node: FilterNode) => FilterNode): T {
  // @NOTE a change keeps what kind of part it is of.
  if (node.id === id) return change(node) as T
  if (!isGroup(node)) return node
  const parts = node.parts.map((part) => changeNode(part, id, change))
  return parts.every((part, index) => part === node.parts[index]) ? node : { ...node, parts }
}

/** With another part in a group; at its end where no index is given. */
export function addNode(root: FilterGroup, groupId: number, node: FilterNode, index?: number): FilterGroup {
  return changeNode(root, groupId, (group) =>
    isGroup(group) ? { ...group, parts: group.parts.toSpliced(index ?? group.parts.length, 0, node) } : group,
  )
}

/** Without a part, and without the groups that this leaves empty. */
export function removeNode(root: FilterGroup, id: number): FilterGroup {
  const place = placeOf(root, id)
  if (place === undefined) return root
  const { group } = place
  if (group.parts.length === 1 && group.id !== root.id) return removeNode(root, group.id)
  return changeNode(root, group.id, () => ({ ...group, parts: group.parts.filter((part) => part.id !== id) }))
}

/** With a copy of a part behind it. */
export function duplicateNode(root: FilterGroup, id: number): FilterGroup {
  const place = placeOf(root, id)
  const node = place?.group.parts[place.index]
  if (place === undefined || node === undefined) return root
  return addNode(root, place.group.id, renamed(node, namer(freshId(root))), place.index + 1)
}

/** With a part put into a group of its own, which takes the other way together than what is around it. */
export function wrapNode(root: FilterGroup, id: number): FilterGroup {
  const place = placeOf(root, id)
  if (place === undefined) return root
  const mode = place.group.mode === 'all' || place.group.mode === 'not-all' ? 'any' : 'all'
  const wrapper = freshId(root)
  return changeNode(root, id, (node) => ({ id: wrapper, mode, parts: [node] }))
}

/** With a group's parts where the group stood. */
export function ungroup(root: FilterGroup, id: number): FilterGroup {
  const place = placeOf(root, id)
  const group = place?.group.parts[place.index]
  if (place === undefined || group === undefined || !isGroup(group)) return root
  return changeNode(root, place.group.id, () => ({
    ...place.group,
    parts: place.group.parts.toSpliced(place.index, 1, ...group.parts),
  }))
}

/** With a part one step further, into groups and out of them; the same where there is no step. */
export function stepNode(root: FilterGroup, id: number, by: -1 | 1): FilterGroup {
  const place = placeOf(root, id)
  const node = place?.group.parts[place.index]
  if (place === undefined || node === undefined) return root
  const { group, index } = place
  const next = group.parts[index + by]
  if (next === undefined) return outdentNode(root, id, by)
  if (isGroup(next)) return moveInto(root, node, next.id, by === 1 ? 0 : next.parts.length)
  const parts = group.parts.toSpliced(index, 1).toSpliced(index + by, 0, node)
  return changeNode(root, group.id, () => ({ ...group, parts }))
}

/** With a part out of its group, beside that; the same where it is in none but the root. */
export function outdentNode(root: FilterGroup, id: number, by: -1 | 1 = 1): FilterGroup {
  const place = placeOf(root, id)
  const around = place && placeOf(root, place.group.id)
  const node = place?.group.parts[place.index]
  if (place === undefined || around === undefined || node === undefined) return root
  return dropEmpty(
    addNode(changeParts(root, place.group.id, id), around.group.id, node, around.index + (by === 1 ? 1 : 0)),
    place.group.id,
  )
}

/** With a part in the group right before it, else in one of its own. */
export function indentNode(root: FilterGroup, id: number): FilterGroup {
  const place = placeOf(root, id)
  const node = place?.group.parts[place.index]
  const before = place?.group.parts[place.index - 1]
  if (node === undefined) return root
  return before !== undefined && isGroup(before)
    ? moveInto(root, node, before.id, before.parts.length)
    : wrapNode(root, id)
}

function moveInto(root: FilterGroup, node: FilterNode, groupId: number, index: number): FilterGroup {
  const from = placeOf(root, node.id)
  if (from === undefined) return root
  return addNode(changeParts(root, from.group.id, node.id), groupId, node, index)
}

function changeParts(root: FilterGroup, groupId: number, without: number): FilterGroup {
  return changeNode(root, groupId, (group) =>
    isGroup(group) ? { ...group, parts: group.parts.filter(({ id }) => id !== without) } : group,
  )
}

function dropEmpty(root: FilterGroup, groupId: number): FilterGroup {
  const place = placeOf(root, groupId)
  const group = place?.group.parts[place.index]
  return group !== undefined && isGroup(group) && group.parts.length === 0 ? removeNode(root, groupId) : root
}

function renamed(node: FilterNode, named: () => number): FilterNode {
  return isGroup(node)
    ? { ...node, id: named(), parts: node.parts.map((part) => renamed(part, named)) }
    : { ...node, id: named() }
}

function namer(from: number): () => number {
  let next = from
  return () => next++
}
