import { filterSpec } from '@fulcrum/domain'
import type { FilterSpec } from '@fulcrum/domain'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import * as tree from './filter-tree.ts'

const condition = fc.integer({ min: 1, max: 6 }).map((column): FilterSpec => ({ column, operator: 'is' }))

const { spec } = fc.letrec<{ spec: FilterSpec }>((tie) => ({
  spec: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'filter' },
    condition,
    fc.record({ and: fc.array(tie('spec'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ or: fc.array(tie('spec'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie('spec') }),
  ),
}))

const worlds = Array.from({ length: 64 }, (_, bits) => (column: number) => (bits >> (column - 1)) % 2 === 1)

type World = (typeof worlds)[number]

function holds(filter: FilterSpec, world: World): boolean {
  if ('and' in filter) return filter.and.every((part) => holds(part, world))
  if ('or' in filter) return filter.or.some((part) => holds(part, world))
  if ('not' in filter) return !holds(filter.not, world)
  return world(Number(filter.column))
}

function truth(filter: FilterSpec | null): string {
  return worlds.map((world) => (filter === null || holds(filter, world) ? '1' : '0')).join('')
}

function conditionsOf(root: tree.FilterGroup): readonly number[] {
  return tree
    .nodesOf(root)
    .flatMap((node) => (tree.isGroup(node) ? [] : [Number(node.condition.column)]))
    .toSorted()
}

function emptyGroups(root: tree.FilterGroup): number {
  return tree.nodesOf(root).filter((node) => tree.isGroup(node) && node.parts.length === 0).length
}

test('what is read and written again lets the same items pass', () => {
  fc.assert(
    fc.property(spec, (filter) => {
      expect(truth(tree.writeFilter(tree.readFilter(filter)))).toBe(truth(filter))
    }),
    { numRuns: 2_000 },
  )
  expect(tree.writeFilter(tree.readFilter(null))).toBeNull()
})

test('however parts are moved, none is lost or doubled, and no group is left empty', () => {
  const steps = [
    (root: tree.FilterGroup, id: number) => tree.stepNode(root, id, -1),
    (root: tree.FilterGroup, id: number) => tree.stepNode(root, id, 1),
    (root: tree.FilterGroup, id: number) => tree.outdentNode(root, id),
    tree.indentNode,
    tree.wrapNode,
    tree.ungroup,
  ] as const
  const moves = fc.array(fc.tuple(fc.nat(steps.length - 1), fc.nat(20)), { maxLength: 20 })
  fc.assert(
    fc.property(spec, moves, (filter, list) => {
      let root = tree.readFilter(filter)
      const conditions = conditionsOf(root)
      for (const [step, at] of list) {
        const nodes = tree.nodesOf(root)
        const id = nodes[at % nodes.length]?.id ?? 0
        root = steps[step]?.(root, id) ?? root
        expect(conditionsOf(root)).toEqual(conditions)
        const ids = tree.nodesOf(root).map((node) => node.id)
        expect(new Set(ids).size).toBe(ids.length)
        expect(emptyGroups(root)).toBe(0)
      }
      const written = tree.writeFilter(root)
      if (tree.fits(root) && written !== null) expect(filterSpec.safeParse(written).success).toBe(true)
    }),
    { numRuns: 1_000 },
  )
})

test('a step leads through every place from the first to the last, and the same way back', () => {
  const [a, b, c] = [1, 2, 3].map((column) => ({ column, operator: 'is' }))
  let root = tree.readFilter({ and: [a as FilterSpec, { or: [b as FilterSpec, c as FilterSpec] }] })
  const id = root.parts[0]?.id ?? 0
  const seen = (): string =>
    root.parts
      .map((part) =>
        tree.isGroup(part)
          ? `(${part.parts.map((inner) => (tree.isGroup(inner) ? '?' : inner.condition.column)).join('')})`
          : part.condition.column,
      )
      .join('')
  const walk = (by: -1 | 1): readonly string[] => {
    const places = [seen()]
    for (;;) {
      const next = tree.stepNode(root, id, by)
      if (next === root) return places
      root = next
      places.push(seen())
    }
  }
  const down = walk(1)
  expect(down).toEqual(['1(23)', '(123)', '(213)', '(231)', '(23)1'])
  expect(walk(-1)).toEqual(down.toReversed())
})

test('taking a part away takes the groups with it that it leaves empty; a copy stands behind it', () => {
  const filter: FilterSpec = { and: [{ column: 1, operator: 'is' }, { not: { or: [{ column: 2, operator: 'is' }] } }] }
  const root = tree.readFilter(filter)
  const inner = tree.nodesOf(root).find((node) => !tree.isGroup(node) && node.condition.column === 2)
  expect(tree.writeFilter(tree.removeNode(root, inner?.id ?? -1))).toEqual({ column: 1, operator: 'is' })
  const copied = tree.duplicateNode(root, root.parts[1]?.id ?? -1)
  expect(copied.parts).toHaveLength(3)
  const none = { not: { column: 2, operator: 'is' } }
  expect(tree.writeFilter(copied)).toEqual({ and: [{ column: 1, operator: 'is' }, none, none] })
})

test('a filter that would be too deep or too long does not fit', () => {
  let root = tree.readFilter({ column: 1, operator: 'is' })
  const id = root.parts[0]?.id ?? 0
  root = tree.duplicateNode(root, id)
  const wrapped = () => tree.duplicateNode(tree.wrapNode(root, id), id)
  let depth = 1
  while (tree.fits(wrapped())) {
    root = wrapped()
    depth += 1
  }
  expect(depth).toBe(8)
  const wide = (length: number): FilterSpec => ({ or: Array.from({ length }, () => ({ column: 1, operator: 'is' })) })
  expect(tree.fits(tree.readFilter(wide(100)))).toBe(true)
  expect(tree.fits(tree.readFilter(wide(101)))).toBe(false)
})
