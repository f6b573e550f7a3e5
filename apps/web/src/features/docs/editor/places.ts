import type { EditorState } from '@tiptap/pm/state'
import {
  absolutePositionToRelativePosition,
  relativePositionToAbsolutePosition,
  ySyncPluginKey,
} from '@tiptap/y-tiptap'
import * as Y from 'yjs'

interface Binding {
  readonly type: Y.XmlFragment
  readonly doc: Y.Doc
  readonly mapping: Map<unknown, unknown>
}

/** A place in a text that stays where it is, whatever is written around it. */
export type DocPlace = Y.RelativePosition

function bindingOf(state: EditorState): Binding | null {
  // @NOTE the state of the plug-in that ties the editor to its shared document has this shape while there is one.
  const known = ySyncPluginKey.getState(state) as
    | {
        readonly type: Y.XmlFragment
        readonly doc: Y.Doc
        readonly binding: { readonly mapping: Map<unknown, unknown> } | null
      }
    | undefined
  return known?.binding ? { type: known.type, doc: known.doc, mapping: known.binding.mapping } : null
}

/** The place of a position; null while the text is not there yet. */
export function placeAt(state: EditorState, position: number): DocPlace | null {
  const binding = bindingOf(state)
  return binding && (absolutePositionToRelativePosition(position, binding.type, binding.mapping as never) as DocPlace)
}

/** Where a place is now; null where what it stood in is gone. */
export function positionOf(state: EditorState, place: DocPlace): number | null {
  const binding = bindingOf(state)
  return (
    binding &&
    (relativePositionToAbsolutePosition(binding.doc, binding.type, place, binding.mapping as never) as number | null)
  )
}

/** The shared document of an editor; null while the text is not there yet. */
export function docOf(state: EditorState): Y.Doc | null {
  return bindingOf(state)?.doc ?? null
}
