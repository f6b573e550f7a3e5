import type { DocSession } from '@fulcrum/client/docs'
import type { Json } from '@fulcrum/domain'
import { t } from '@fulcrum/ui/messages'
import { Extension } from '@tiptap/core'
import { yCursorPlugin } from '@tiptap/y-tiptap'

/** How somebody is drawn. */
export interface CursorPerson {
  readonly name: string
  readonly colour: string
}

/** Who the people of the account are, as they were told of last. */
export function createPeople() {
  let known: readonly (CursorPerson & { readonly id: string })[] = []
  return {
    know: (people: readonly (CursorPerson & { readonly id: string })[]): void => {
      known = people
    },
    of: (member: string): CursorPerson => {
      const { name = t('Somebody'), colour = 'grey' } = known.find(({ id }) => id === member) ?? {}
      return { name, colour }
    },
  }
}

interface CursorState {
  readonly user: CursorPerson & { readonly id: string }
  readonly cursor: unknown
}

type Change = { readonly added: number[]; readonly updated: number[]; readonly removed: number[] }
type Listener = (change: Change) => void

/**
 * Where everybody's cursors are, in the shape in which the editor's plug-in asks for it. Who somebody is comes from the server's
 * word and the account, never from their own browser.
 */
export function cursorsOf(session: DocSession, personOf: (member: string) => CursorPerson) {
  const listeners = new Set<Listener>()
  let own: { cursor?: unknown } = {}
  session.onPeers((changed) => {
    const change = { added: [], updated: [...changed], removed: [] }
    for (const listener of listeners) listener(change)
  })
  return {
    clientID: session.doc.clientID,
    doc: session.doc,
    getLocalState: () => own,
    getStates: () => {
      const states = new Map<number, CursorState | typeof own>([[session.doc.clientID, own]])
      for (const [peer, { member, cursor }] of session.peers) {
        states.set(peer, { user: { id: member, ...personOf(member) }, cursor })
      }
      return states
    },
    setLocalStateField: (field: string, value: unknown) => {
      own = { ...own, [field]: value }
      // What is sent is plain: places of Yjs are objects that JSON knows.
      session.setCursor(value === null ? null : (JSON.parse(JSON.stringify(value)) as Json))
    },
    on: (_event: 'change', listener: Listener) => void listeners.add(listener),
    off: (_event: 'change', listener: Listener) => void listeners.delete(listener),
  }
}

/** Draws the cursors of the others, each with a name in its colour. */
export function cursorExtension(cursors: ReturnType<typeof cursorsOf>) {
  return Extension.create({
    name: 'cursors',
    addProseMirrorPlugins: () => [
      yCursorPlugin(cursors as never, {
        cursorBuilder: (user: CursorPerson) => {
          const caret = document.createElement('span')
          caret.className = 'doc-caret'
          caret.dataset['colour'] = user.colour
          const name = document.createElement('span')
          name.className = 'doc-caret-name'
          name.textContent = user.name
          caret.append(name)
          return caret
        },
        selectionBuilder: (user: CursorPerson) => ({ class: 'doc-selection', 'data-colour': user.colour }),
      }),
    ],
  })
}
