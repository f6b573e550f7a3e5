import { useEffect, useRef } from 'react'
import { usePlace } from '../../../shell/router/router-context.tsx'
import type { DocComments } from './use-doc-comments.ts'

/** Opens what is said where the address names a comment, each time that somebody comes there, and brings its words into sight. */
export function useAskedThread({ threads, places, marks, onShown, openThread }: DocComments): void {
  const place = usePlace()
  const asked = new URLSearchParams(place.search).get('comment')
  const thread = threads?.find(({ comments }) => comments.some(({ id }) => id === asked))?.id
  const hasWords = thread !== undefined && (places.get(thread) ?? null) !== null
  /** The arrival at which each was done. */
  const shown = useRef<object | null>(null)
  const opened = useRef<object | null>(null)
  const sighted = useRef<object | null>(null)
  useEffect(() => {
    if (asked === null) return
    if (shown.current !== place) onShown(true)
    shown.current = place
    if (thread === undefined) return
    if (opened.current !== place) openThread(thread)
    opened.current = place
    if (!hasWords || sighted.current === place) return
    sighted.current = place
    marks.show(thread, { focus: false })
  }, [place, asked, thread, hasWords, marks, onShown, openThread])
}
