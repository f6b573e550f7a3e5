import { cloneElement, createElement, Fragment, isValidElement, type ReactNode } from 'react'
import { saidIn } from './words.ts'

/** Values of a message, and for its marked words what is put around them; `<b>`, `<i>`, `<em>`, `<strong>` and `<code>` need nothing. */
export type RichValues = { readonly [name: string]: ReactNode }

/**
 * A text of the app with more than text in it, in the reader's language: `{name}` may be any node, and words in tags are marked.
 * @example rich('Sent to <b>{address}</b>. <a>Change it</a>', { address, a: <a href="/me" /> })
 */
export function rich(message: string, values: RichValues = {}): ReactNode {
  return joined(
    saidIn<ReactNode>(message, values, (tag, said) => {
      const around = values[tag]
      return isValidElement(around) ? cloneElement(around, {}, joined(said)) : createElement(tag, null, joined(said))
    }),
  )
}

/** Pieces side by side: none of them moves among the others, so that they need no keys. */
function joined(pieces: readonly ReactNode[]): ReactNode {
  return createElement(Fragment, null, ...pieces)
}
