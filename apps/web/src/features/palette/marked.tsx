import type { FoundMark } from '@fulcrum/protocol'
import { Fragment } from 'react'

/** A text with what was found in it stressed. */
export function Marked({ text, marks }: { readonly text: string; readonly marks: readonly FoundMark[] }) {
  const pieces: { readonly text: string; readonly isFound: boolean }[] = []
  let at = 0
  for (const [from, to] of marks.toSorted(([left], [right]) => left - right)) {
    if (from < at) continue
    pieces.push({ text: text.slice(at, from), isFound: false }, { text: text.slice(from, to), isFound: true })
    at = to
  }
  pieces.push({ text: text.slice(at), isFound: false })
  return pieces.map((piece, index) => (
    <Fragment key={index}>{piece.isFound ? <mark className="palette-mark">{piece.text}</mark> : piece.text}</Fragment>
  ))
}
