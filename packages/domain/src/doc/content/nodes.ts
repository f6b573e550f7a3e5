import * as z from 'zod/mini'
import { uuidPattern } from '../../uuid.ts'
import type { DocAttributes, DocMarkKind, DocNodeKind, DocReference } from './kind.ts'
import { isSafeLink } from './safe-link.ts'

const uuid = z.string().check(z.regex(uuidPattern))
const hash = z.string().check(z.regex(/^[0-9a-f]{64}$/))
const line = (maxLength: number) => z.string().check(z.maxLength(maxLength), z.regex(/^[^\p{Cc}]*$/u))
const whole = (from: number, to: number) => z.int().check(z.gte(from), z.lte(to))

/** The tones of a callout. */
export const calloutTones = ['info', 'success', 'warning', 'danger'] as const

/** What a mention may name. */
export const mentionKinds = ['member', 'team', 'item', 'doc', 'board'] as const

const cell = {
  colspan: whole(1, 100),
  rowspan: whole(1, 1_000),
  colwidth: z.nullable(z.array(z.nullable(whole(0, 4_000))).check(z.maxLength(100))),
}

const named = (kind: DocReference['kind'], attribute: string) => (attributes: DocAttributes) =>
  typeof attributes[attribute] === 'string' ? [{ kind, id: attributes[attribute] }] : []

/**
 * Every node that a doc may hold, for the server, which refuses all others, and for the editor, which makes no others. Nothing in
 * an attribute is an address but of links, and those are checked.
 */
export const docNodes: readonly DocNodeKind[] = [
  { name: 'paragraph', within: ['blocks'], holds: 'inline', attributes: {} },
  { name: 'heading', within: ['blocks'], holds: 'inline', attributes: { level: whole(1, 3) } },
  { name: 'blockquote', within: ['blocks'], holds: 'blocks', attributes: {} },
  { name: 'callout', within: ['blocks'], holds: 'blocks', attributes: { tone: z.enum(calloutTones) } },
  { name: 'bulletList', within: ['blocks'], holds: 'listItems', attributes: {} },
  {
    name: 'orderedList',
    within: ['blocks'],
    holds: 'listItems',
    attributes: { start: whole(0, 1_000_000), type: z.enum(['1', 'a', 'A', 'i', 'I']) },
  },
  { name: 'listItem', within: ['listItems'], holds: 'blocks', attributes: {} },
  { name: 'taskList', within: ['blocks'], holds: 'taskItems', attributes: {} },
  { name: 'taskItem', within: ['taskItems'], holds: 'blocks', attributes: { checked: z.boolean() } },
  { name: 'codeBlock', within: ['blocks'], holds: 'text', attributes: { language: line(40) } },
  { name: 'diagram', within: ['blocks'], holds: 'text', attributes: {} },
  { name: 'horizontalRule', within: ['blocks'], holds: 'nothing', attributes: {} },
  { name: 'table', within: ['blocks'], holds: 'rows', attributes: {} },
  { name: 'tableRow', within: ['rows'], holds: 'cells', attributes: {} },
  { name: 'tableHeader', within: ['cells'], holds: 'blocks', attributes: cell },
  { name: 'tableCell', within: ['cells'], holds: 'blocks', attributes: cell },
  {
    name: 'image',
    within: ['blocks'],
    holds: 'nothing',
    attributes: { file: hash, name: line(255), alt: line(500), width: whole(10, 100) },
    references: named('file', 'file'),
  },
  { name: 'hardBreak', within: ['inline'], holds: 'nothing', attributes: {} },
  {
    name: 'mention',
    within: ['inline'],
    holds: 'nothing',
    attributes: { kind: z.enum(mentionKinds), id: uuid, label: line(255) },
    references: ({ kind, id }) =>
      typeof id === 'string' && mentionKinds.some((each) => each === kind)
        ? [{ kind: kind as DocReference['kind'], id }]
        : [],
  },
  {
    name: 'liveView',
    within: ['blocks'],
    holds: 'nothing',
    attributes: { board: uuid, view: uuid, label: line(255) },
    // Without a view it is all of the board.
    references: ({ board, view }) => {
      if (typeof board !== 'string') return []
      return [typeof view === 'string' ? { kind: 'view', id: `${board} ${view}` } : { kind: 'board', id: board }]
    },
  },
  {
    name: 'liveCell',
    within: ['inline'],
    holds: 'nothing',
    attributes: { item: uuid, column: uuid, label: line(255) },
    references: ({ item, column }) =>
      typeof item === 'string' && typeof column === 'string' ? [{ kind: 'cell', id: `${item} ${column}` }] : [],
  },
]

/** Every mark that text of a doc may bear. */
export const docMarks: readonly DocMarkKind[] = [
  { name: 'bold', attributes: {} },
  { name: 'italic', attributes: {} },
  { name: 'strike', attributes: {} },
  { name: 'underline', attributes: {} },
  { name: 'code', attributes: {} },
  { name: 'link', attributes: { href: z.string().check(z.refine(isSafeLink, 'Not a safe address.')) } },
]

/** A kind of node by its name. */
export function docNode(name: string): DocNodeKind | undefined {
  return nodesByName.get(name)
}

/** A kind of mark by its name. */
export function docMark(name: string): DocMarkKind | undefined {
  return marksByName.get(name)
}

const nodesByName = new Map(docNodes.map((kind) => [kind.name, kind]))
const marksByName = new Map(docMarks.map((kind) => [kind.name, kind]))
