import { DomainError } from '@fulcrum/domain'
import { maxDocBytes } from '@fulcrum/domain/doc-content'
import type { DocReference } from '@fulcrum/domain/doc-content'
import { newTextDoc } from '@fulcrum/domain/doc-text'
import * as Y from 'yjs'
import { checkAdded } from './check-doc.ts'

/** What became of an update: it added something, or nothing that was not here, or it rests on what is not here. */
export type Applied =
  | { readonly is: 'new'; readonly update: Uint8Array; readonly references: readonly DocReference[] }
  | { readonly is: 'known' }
  | { readonly is: 'behind' }

/**
 * A doc's text in memory. What is refused, or rests on what is not here, leaves it spoilt: it has to be made anew from what is
 * stored.
 */
export class DocText {
  readonly doc = newTextDoc()
  /** All that its updates had, together. */
  bytes = 0
  private readonly named = new Set<string>()

  /** Of updates that were judged before they were stored. */
  constructor(stored: readonly Uint8Array[]) {
    this.take(stored)
  }

  /** Takes what is stored. */
  take(stored: readonly Uint8Array[]): void {
    const before = Y.decodeStateVector(Y.encodeStateVector(this.doc))
    this.doc.transact(() => {
      for (const update of stored) {
        Y.applyUpdate(this.doc, update)
        this.bytes += update.length
      }
    })
    for (const reference of checkAdded(this.doc, before)) this.named.add(keyOf(reference))
  }

  /** Takes an update of somebody whom nobody knows to be honest. Throws a DomainError where it is refused. */
  try(update: Uint8Array): Applied {
    // Whoever takes something away may do so in a full one, too: it gets smaller by that.
    if (!this.holds(update) && Y.decodeUpdate(update).structs.length > 0) {
      throw new DomainError('too-large', 'This doc is full: put what is to come into another one.')
    }
    const before = Y.decodeStateVector(Y.encodeStateVector(this.doc))
    let references: readonly DocReference[] = []
    const added: Uint8Array[] = []
    const listen = (each: Uint8Array) => void added.push(each)
    this.doc.on('update', listen)
    try {
      this.doc.transact(() => {
        Y.applyUpdate(this.doc, update)
        references = checkAdded(this.doc, before)
      })
    } catch (error) {
      if (error instanceof DomainError) throw error
      throw new DomainError('invalid', 'This is no edit of a doc. Nothing of it was stored.', { reason: 'doc-content' })
    } finally {
      this.doc.off('update', listen)
    }
    const { store } = this.doc
    if (store.pendingStructs !== null || store.pendingDs !== null) return { is: 'behind' }
    if (added.length === 0) return { is: 'known' }
    return {
      is: 'new',
      update: Y.mergeUpdates(added),
      references: references.filter((each) => !this.named.has(keyOf(each))),
    }
  }

  /** Whether there is room for an update. */
  holds(update: Uint8Array): boolean {
    return this.bytes + update.length <= maxDocBytes
  }

  /** Says that an update is stored. */
  stored(update: Uint8Array, references: readonly DocReference[]): void {
    this.bytes += update.length
    for (const reference of references) this.named.add(keyOf(reference))
  }
}

function keyOf({ kind, id }: DocReference): string {
  return `${kind} ${id}`
}
