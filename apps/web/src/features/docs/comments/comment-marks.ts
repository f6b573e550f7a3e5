import type { DocAnchor } from '@fulcrum/domain/doc-comments'
import { Extension } from '@tiptap/core'
import { Plugin, PluginKey, TextSelection } from '@tiptap/pm/state'
import type { EditorState, Transaction } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import type { EditorView } from '@tiptap/pm/view'
import { ySyncPluginKey } from '@tiptap/y-tiptap'
import { findAgain, pickWords, rangeOf } from './words.ts'
import type { PickedWords, WordRange } from './words.ts'

/** Words that are marked. */
export interface MarkedThread {
  readonly id: string
  readonly anchor: DocAnchor | null
  readonly quote: string
  readonly resolved: boolean
}

/** What the marks are told of the page. */
export interface MarksContext {
  readonly threads: readonly MarkedThread[]
  /** The thread that is looked at. */
  readonly active: string | null
  /** Words of which something is being said. */
  readonly draft: PickedWords | null
  /** Whoever looks at the doc may say something of it. */
  readonly mayComment: boolean
  readonly onPick: (words: PickedWords) => void
  /** There are no words to say something of. */
  readonly onNothing: () => void
  readonly onOpen: (thread: string) => void
}

/** Where the words of each thread are; null where they are gone. */
export type MarkPlaces = ReadonlyMap<string, WordRange | null>

interface Marks {
  readonly places: MarkPlaces
  readonly drawn: DecorationSet
}

const key = new PluginKey<Marks>('comments')
/** So long after a person's own edit words that were taken away are looked for again. */
const lookAgainMs = 300

/** The marks of words of which something is said. They are drawn over the text and are no part of it. */
export function createCommentMarks() {
  let context: MarksContext | null = null
  let view: EditorView | null = null
  let places: MarkPlaces = new Map()
  /** The places as they were when their order, or what is gone of them, changed last. */
  let ordered: MarkPlaces = places
  const listeners = new Set<() => void>()

  function look(state: EditorState): Marks {
    const found = new Map<string, WordRange | null>()
    for (const { id, anchor, quote } of context?.threads ?? []) {
      found.set(id, anchor && (rangeOf(state, anchor, quote) ?? findAgain(state.doc, quote, anchor)))
    }
    return { places: found, drawn: draw(state, found) }
  }

  function draw(state: EditorState, found: MarkPlaces): DecorationSet {
    const { threads = [], active = null, draft = null } = context ?? {}
    const drawn = threads.flatMap(({ id, resolved }) => {
      const place = found.get(id)
      if (!place || (resolved && id !== active)) return []
      return [mark(place, { 'data-thread': id, ...(id === active && { 'data-active': '' }) })]
    })
    const drafted = draft && rangeOf(state, draft.anchor, draft.quote)
    if (drafted) drawn.push(mark(drafted, { 'data-active': '' }))
    return DecorationSet.create(state.doc, drawn)
  }

  function apply(tr: Transaction, before: Marks, state: EditorState): Marks {
    // @NOTE the plug-in that ties the editor to its shared document says so of each change that came from there.
    const isFromElsewhere = (tr.getMeta(ySyncPluginKey) as { readonly isChangeOrigin?: boolean } | undefined)
      ?.isChangeOrigin
    if (tr.getMeta(key) !== undefined || isFromElsewhere === true) return look(state)
    if (!tr.docChanged) return before
    // The shared document does not know of a person's own edit yet: until then the marks go along with it.
    const moved = new Map<string, WordRange | null>()
    for (const [id, place] of before.places) {
      const next = place && { from: tr.mapping.map(place.from, 1), to: tr.mapping.map(place.to, -1) }
      moved.set(id, next && next.from < next.to ? next : null)
    }
    return { places: moved, drawn: before.drawn.map(tr.mapping, tr.doc) }
  }

  /** Says something of the words that are selected, or opens what is said where the caret stands. */
  function comment(): void {
    if (view === null || context === null) return
    const words = pickWords(view.state)
    const there = view.state.selection.empty ? threadAt(view.state.selection.from) : null
    if (there !== null) context.onOpen(there)
    else if (words === null) context.onNothing()
    else context.onPick(words)
  }

  /** The thread of the fewest words at a place. */
  function threadAt(position: number): string | null {
    const open = new Set(
      (context?.threads ?? []).filter(({ id, resolved }) => !resolved || id === context?.active).map(({ id }) => id),
    )
    const found = [...places].flatMap(([id, place]) =>
      place && open.has(id) && place.from <= position && position <= place.to
        ? [{ id, length: place.to - place.from }]
        : [],
    )
    return found.sort((left, right) => left.length - right.length)[0]?.id ?? null
  }

  const plugin = new Plugin<Marks>({
    key,
    state: { init: (_config, state) => look(state), apply: (tr, before, _old, state) => apply(tr, before, state) },
    props: {
      decorations: (state) => key.getState(state)?.drawn,
      // Whoever may comment and not write comes to the words by keys as well.
      attributes: () =>
        context?.mayComment === true && view?.editable === false ? { tabindex: '0', 'aria-readonly': 'true' } : {},
      handleClick: (_view, position, event) => {
        const isOnMark = event.target instanceof Element && event.target.closest('[data-thread]') !== null
        const thread = isOnMark ? threadAt(position) : null
        if (thread !== null) context?.onOpen(thread)
        return false
      },
      handleDOMEvents: {
        keydown: (on, event) => {
          if (event.code === 'KeyM' && event.altKey && (event.ctrlKey || event.metaKey)) {
            event.preventDefault()
            if (context?.mayComment === true) comment()
            return true
          }
          return !on.editable && context?.mayComment === true && selectBlock(on, event)
        },
      },
    },
    view: (made) => {
      view = made
      let timer: ReturnType<typeof setTimeout> | undefined
      return {
        update: (now, before) => {
          if (now.state.doc !== before.doc) {
            clearTimeout(timer)
            timer = setTimeout(refresh, lookAgainMs)
          }
          const next = key.getState(now.state)?.places ?? places
          if (next === places) return
          places = next
          if (orderOf(next) === orderOf(ordered)) return
          ordered = next
          for (const listener of listeners) listener()
        },
        destroy: () => {
          clearTimeout(timer)
          // Another editor may have taken its place before this one goes.
          if (view === made) view = null
        },
      }
    },
  })

  function refresh(): void {
    view?.dispatch(view.state.tr.setMeta(key, true).setMeta('addToHistory', false))
  }

  return {
    extension: Extension.create({ name: 'comments', addProseMirrorPlugins: () => [plugin] }),
    comment,
    /** Says what is to be marked. */
    know: (next: MarksContext): void => {
      context = next
      refresh()
    },
    /** Where the words are, as of when their order changed last. */
    places: (): MarkPlaces => ordered,
    subscribe: (listener: () => void): (() => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    /** Brings the words of a thread into sight; with `focus` the caret goes there. */
    show: (thread: string, { focus }: { readonly focus: boolean }): void => {
      const place = places.get(thread)
      if (!place || view === null) return
      if (focus) {
        view.focus()
        view.dispatch(view.state.tr.setSelection(TextSelection.near(view.state.doc.resolve(place.from))))
      }
      const { node } = view.domAtPos(place.from + 1)
      const element = node instanceof Element ? node : node.parentElement
      element?.scrollIntoView({ block: 'center' })
    },
    focus: (): void => view?.focus(),
  }
}

export type CommentMarks = ReturnType<typeof createCommentMarks>

function orderOf(places: MarkPlaces): string {
  return [...places]
    .sort(([, left], [, right]) => (left?.from ?? Infinity) - (right?.from ?? Infinity))
    .map(([id, place]) => `${id}${place === null ? ' gone' : ''}`)
    .join()
}

function mark({ from, to }: WordRange, more: Record<string, string>): Decoration {
  return Decoration.inline(from, to, { nodeName: 'mark', class: 'doc-commented', ...more })
}

/** In a text that is only read, the arrows up and down select block by block; with Shift the browser selects less or more. */
function selectBlock(view: EditorView, event: KeyboardEvent): boolean {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (step === 0 || event.shiftKey || event.altKey || event.ctrlKey || event.metaKey) return false
  const blocks: WordRange[] = []
  view.state.doc.descendants((node, position) => {
    if (!node.isTextblock) return true
    if (node.content.size > 0) blocks.push({ from: position + 1, to: position + 1 + node.content.size })
    return false
  })
  // The editor hears of what is selected a moment later than the page.
  const selection = getSelection()
  const { anchorNode = null, anchorOffset = 0, isCollapsed = true } = selection ?? {}
  const at = anchorNode !== null && view.dom.contains(anchorNode) ? view.posAtDOM(anchorNode, anchorOffset) : 0
  const now = Math.max(
    0,
    blocks.findIndex((block) => at <= block.to),
  )
  const next = blocks[Math.max(0, Math.min(blocks.length - 1, isCollapsed ? now : now + step))]
  if (!next || selection === null) return false
  const [start, end] = [view.domAtPos(next.from), view.domAtPos(next.to)]
  selection.setBaseAndExtent(start.node, start.offset, end.node, end.offset)
  ;(start.node instanceof Element ? start.node : start.node.parentElement)?.scrollIntoView({ block: 'nearest' })
  event.preventDefault()
  return true
}
