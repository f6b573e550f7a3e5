import type { Client } from '@fulcrum/client'
import { itemKey, scopeOf } from '@fulcrum/domain'
import type { Editor } from '@tiptap/core'
import { endStep } from '../editor/end-step.ts'
import { positionOf, type DocPlace } from '../editor/places.ts'
import { itemOf } from './entries.ts'

/** A line of which an item is to be made, kept where it is whatever others write meanwhile. */
export interface PlacedEntry {
  readonly place: DocPlace
  readonly title: string
}

/** Where the items go. */
export interface ItemPlace {
  readonly board: string
  readonly prefix: string
  readonly group: number
}

/** An item that was made. */
export interface MadeItem {
  readonly id: string
  readonly row: number
}

/** What came of it. */
interface Making {
  readonly made: readonly MadeItem[]
  /** How many of them the doc names: a line may be gone by then, or the doc may be open no more. */
  readonly named: number
}

interface Made extends MadeItem {
  readonly entry: PlacedEntry
}

/**
 * Makes an item of each entry, and names it at the entry's end. What a doc names must be there first: it resolves once the server
 * has the items, or refused them.
 */
export async function makeItems(
  client: Client,
  editor: () => Editor | null,
  { board, prefix, group }: ItemPlace,
  entries: readonly PlacedEntry[],
): Promise<Making> {
  const batch = client.newId()
  const from = scopeOf('account', client.accountId)
  const runs = entries.map(async (entry): Promise<Made | null> => {
    const id = client.newId()
    const args = { board, id, title: entry.title, group }
    const answer = await client.run('item.create', args, { from, ...(entries.length > 1 && { batch }) }).done
    // @NOTE a new item is answered with its row.
    return answer.ok ? { id, row: (answer.result as { readonly row: number }).row, entry } : null
  })
  const made = (await Promise.all(runs)).filter((each) => each !== null)
  const taker = editor()
  const mayName = taker?.isEditable === true && !taker.isDestroyed
  return { made, named: mayName ? nameItems(taker, prefix, made) : 0 }
}

/**
 * Names items at the ends of their lines, as one step. A line that is gone, or that somebody made an item of meanwhile, is left.
 * Answers how many are named.
 */
function nameItems(editor: Editor, prefix: string, made: readonly Made[]): number {
  let named = 0
  endStep(editor)
  editor
    .chain()
    .command(({ tr, state }) => {
      for (const { id, row, entry } of made) {
        const at = positionOf(editor.state, entry.place)
        const line = at === null ? null : tr.doc.resolve(tr.mapping.map(at))
        if (line?.parent.isTextblock !== true || itemOf(line.parent) !== null) continue
        const chip = state.schema.nodes['mention']?.create({ kind: 'item', id, label: itemKey(prefix, row) })
        const isApart = /\s$/.test(line.parent.textContent)
        if (!chip) continue
        tr.insert(line.end(), isApart ? chip : [state.schema.text(' '), chip])
        named += 1
      }
      return true
    })
    .run()
  endStep(editor)
  return named
}

/** Takes the names of items, and the blanks before them, out of a text. */
export function unnameItems(editor: Editor, ids: readonly string[]): void {
  if (editor.isDestroyed || !editor.isEditable) return
  endStep(editor)
  editor
    .chain()
    .command(({ tr, state }) => {
      state.doc.descendants((node, at) => {
        if (node.type.name !== 'mention' || !ids.includes(String(node.attrs['id']))) return
        const from = tr.mapping.map(at)
        const blank = tr.doc.textBetween(Math.max(0, from - 1), from) === ' ' ? 1 : 0
        tr.delete(from - blank, from + node.nodeSize)
      })
      return true
    })
    .run()
  endStep(editor)
}
