import type { ScopeHandle } from '@fulcrum/client'
import { can, docResource } from '@fulcrum/domain'
import { docThreads } from '@fulcrum/domain/doc-comments'
import type { DocThread } from '@fulcrum/domain/doc-comments'
import { t } from '@fulcrum/ui/messages'
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { useClient, usePrincipal, useToasts } from '../../../shell/client-context.tsx'
import { useNarrow } from '../../../shell/use-narrow.ts'
import { createCommentMarks, type CommentMarks, type MarkPlaces } from './comment-marks.ts'
import { createHalfWritten, type HalfWritten } from './half-written.ts'
import { useThreadDeeds, type ThreadDeeds } from './use-thread-deeds.ts'
import type { PickedWords } from './words.ts'

interface Options {
  readonly docId: string
  readonly handle: ScopeHandle | null
  readonly shown: boolean
  readonly onShown: (shown: boolean) => void
}

/** Words of which something is being said. */
export interface Draft extends PickedWords {
  /** It was said, and refused. */
  readonly refused: boolean
}

/** What is said of a doc, and what a person does about it. */
export interface DocComments {
  /** Null while they are not here yet. */
  readonly threads: readonly DocThread[] | null
  /** So many are not resolved. */
  readonly openCount: number
  readonly places: MarkPlaces
  readonly marks: CommentMarks
  readonly draft: Draft | null
  /** What is half written. */
  readonly kept: HalfWritten
  readonly active: string | null
  /** The thread that was opened from the text; a new object each time. */
  readonly focused: { readonly thread: string } | null
  readonly mayComment: boolean
  readonly mayManage: boolean
  readonly deeds: ThreadDeeds
  readonly shown: boolean
  readonly onShown: (shown: boolean) => void
  /** Opens a thread, and goes there. */
  readonly openThread: (thread: string) => void
  /** Says something of the words that were picked. */
  readonly begin: (body: string) => Promise<boolean>
  /** Goes on with what was refused, where nothing else is being said. */
  readonly takeUp: (draft: Draft) => void
  readonly giveUp: () => void
  readonly look: (thread: string) => void
  readonly show: (thread: string) => void
  readonly backToText: () => void
}

export function useDocComments({ docId, handle, shown, onShown }: Options): DocComments {
  const client = useClient()
  const principal = usePrincipal()
  const toasts = useToasts()
  const deeds = useThreadDeeds(docId)
  /** What is said lies over the text. */
  const isNarrow = useNarrow()
  const [marks] = useState(createCommentMarks)
  const [kept] = useState(createHalfWritten)
  const [draft, setDraft] = useState<Draft | null>(null)
  const [active, setActive] = useState<string | null>(null)
  const [focused, setFocused] = useState<DocComments['focused']>(null)
  const places = useSyncExternalStore(marks.subscribe, marks.places)
  const state = handle?.state ?? null
  const threads = useThreads(handle)
  const resource = state === null ? null : docResource(state, docId)
  const mayComment = resource !== null && can(principal, 'doc.discuss', resource)
  const mayManage = resource !== null && can(principal, 'doc.manage', resource)
  const openThread = useCallback(
    (thread: string) => {
      setDraft(null)
      setActive(thread)
      setFocused({ thread })
      onShown(true)
    },
    [onShown],
  )
  useEffect(() => {
    marks.know({
      threads: threads ?? [],
      active: shown ? active : null,
      draft: shown ? draft : null,
      mayComment,
      onPick: (words) => {
        setDraft({ ...words, refused: false })
        setActive(null)
        onShown(true)
      },
      onNothing: () => toasts.show({ text: t('Select words first.'), icon: 'chat', key: 'comment' }),
      onOpen: openThread,
    })
  }, [marks, threads, active, draft, shown, mayComment, onShown, openThread, toasts])
  return {
    threads,
    openCount: (threads ?? []).filter(({ resolved }) => !resolved).length,
    places,
    marks,
    draft,
    kept,
    active,
    focused,
    mayComment,
    mayManage,
    deeds,
    shown,
    onShown: (next) => {
      if (!next) setDraft(null)
      onShown(next)
    },
    openThread,
    begin: async (body) => {
      if (draft === null) return false
      const id = client.newId()
      setDraft(null)
      setActive(id)
      if (!isNarrow) marks.focus()
      return deeds.begin(id, draft, body)
    },
    takeUp: (refused) => setDraft((now) => now ?? { ...refused, refused: true }),
    giveUp: () => {
      setDraft(null)
      if (!isNarrow) marks.focus()
    },
    look: setActive,
    show: (thread) => {
      setActive(thread)
      if (!isNarrow) return marks.show(thread, { focus: true })
      onShown(false)
      // The text takes the focus once nothing lies over it.
      setTimeout(() => marks.show(thread, { focus: true }))
    },
    backToText: () => {
      if (active === null) marks.focus()
      else marks.show(active, { focus: true })
    },
  }
}

/** The threads of a doc; the same as before while nothing of them changed. */
function useThreads(handle: ScopeHandle | null): readonly DocThread[] | null {
  const state = handle?.state ?? null
  const made = state === null ? null : docThreads(state.records('docComment'))
  const said = JSON.stringify(made)
  // @NOTE the state changes in place: what is said of it is all there is to compare.
  return useMemo(() => JSON.parse(said) as readonly DocThread[] | null, [said])
}
