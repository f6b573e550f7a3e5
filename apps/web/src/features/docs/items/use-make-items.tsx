import type { NamedItem } from '@fulcrum/protocol'
import { t } from '@fulcrum/ui/messages'
import type { Editor } from '@tiptap/core'
import type { EditorState } from '@tiptap/pm/state'
import { lazy, Suspense, useCallback, useState, type ReactNode } from 'react'
import { itemPath } from '../../../shell/paths.ts'
import { useGo } from '../../../shell/router/router-context.tsx'
import { useToasts } from '../../../shell/world.tsx'
import { placeAt } from '../editor/places.ts'
import { entriesIn, entryAt, maxEntries, type Entry } from './entries.ts'
import type { PlacedEntry } from './make-items.ts'
import type { Named } from '../../../shell/named-items.ts'

const MakeItemsDialog = lazy(async () => ({ default: (await import('./make-items-dialog.tsx')).MakeItemsDialog }))

interface Asked {
  readonly entries: readonly PlacedEntry[]
  readonly known: number
}

/** Asks for items of lines of lists; one that has its item opens it. */
export function useMakeItems(editor: () => Editor | null, items: Named<NamedItem>) {
  const go = useGo()
  const toasts = useToasts()
  const [asked, setAsked] = useState<Asked | null>(null)
  const ask = useCallback(
    (state: EditorState, chosen: readonly Entry[]): void => {
      const open = chosen.filter(({ item }) => item === null)
      const [first] = chosen
      if (open.length > 0) {
        const entries = open.slice(0, maxEntries).flatMap(({ end, title }) => {
          const place = placeAt(state, end)
          return place === null ? [] : [{ place, title }]
        })
        if (open.length > maxEntries)
          toasts.show({ text: t('Only the first {maxEntries} lines are taken at once.', { maxEntries }) })
        return setAsked({ entries, known: chosen.length - open.length })
      }
      const item = first?.item ? items.get(first.item) : null
      if (chosen.length === 1 && item) return go(itemPath(item.board, item.row))
      const text =
        chosen.length === 0
          ? t('Put the caret into an entry of a list first, or select some.')
          : t(
              '{count, plural, one {The item of this line is gone, or is not shared with you.} other {All of these lines have their items already.}}',
              { count: chosen.length },
            )
      toasts.show({ text, icon: 'info', key: 'make-items' })
    },
    [go, items, toasts],
  )
  const makeOfSelection = useCallback((): void => {
    const now = editor()
    if (now?.isEditable === true) ask(now.state, entriesIn(now.state))
  }, [ask, editor])
  const makeOf = useCallback(
    (position: number): void => {
      const now = editor()
      const entry = now?.isEditable === true ? entryAt(now.state.doc, position) : null
      if (now && entry && (entry.title !== '' || entry.item !== null)) ask(now.state, [entry])
    },
    [ask, editor],
  )
  // One that was closed while it made may end when another is open.
  const close = (): void => setAsked((now) => (now === asked ? null : now))
  const dialog: ReactNode = asked && (
    <Suspense>
      <MakeItemsDialog entries={asked.entries} known={asked.known} editor={editor} onClose={close} />
    </Suspense>
  )
  return { makeOfSelection, makeOf, dialog }
}
