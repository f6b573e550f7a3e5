import * as z from 'zod/mini'
import { idOf } from '../../ids.ts'
import type { ScopeWriter } from '../../transaction.ts'
import { defineOwnCommand } from './own.ts'

const member = idOf('member')
const item = z.strictObject({ member, item: idOf('item') })
const board = z.strictObject({ member, board: idOf('board') })
const doc = z.strictObject({ member, doc: idOf('doc') })

/** Nothing of an item reaches the person any more, and what did is out of their inbox. */
export const muteItem = defineOwnCommand({
  name: 'item.mute',
  args: item,
  apply: (own, args, { now }) => {
    mute(own, args.item, now)
    finish(own, args.item, now)
  },
})

/** An item reaches the person again. */
export const unmuteItem = defineOwnCommand({
  name: 'item.unmute',
  args: item,
  apply: (own, args) => unmute(own, args.item),
})

/** Nothing of a board and its items reaches the person any more, and what did is out of their inbox. */
export const muteBoard = defineOwnCommand({
  name: 'board.mute',
  args: board,
  apply: (own, args, { now }) => {
    mute(own, args.board, now)
    for (const [id, fields] of own.reader.records('notification')) {
      if (fields['boardId'] === args.board) finish(own, id, now)
    }
  },
})

/** A board reaches the person again. */
export const unmuteBoard = defineOwnCommand({
  name: 'board.unmute',
  args: board,
  apply: (own, args) => unmute(own, args.board),
})

/** Nothing of a doc reaches the person any more, and what did is out of their inbox. */
export const muteDoc = defineOwnCommand({
  name: 'doc.mute',
  args: doc,
  apply: (own, args, { now }) => {
    mute(own, args.doc, now)
    finish(own, args.doc, now)
  },
})

/** A doc reaches the person again. */
export const unmuteDoc = defineOwnCommand({
  name: 'doc.unmute',
  args: doc,
  apply: (own, args) => unmute(own, args.doc),
})

/** No letters come about what waits in the person's inbox. */
export const muteLetters = defineOwnCommand({
  name: 'letter.mute',
  args: z.strictObject({ member }),
  apply: (own, args, { now }) => mute(own, args.member, now),
})

/** Letters come again. */
export const unmuteLetters = defineOwnCommand({
  name: 'letter.unmute',
  args: z.strictObject({ member }),
  apply: (own, args) => unmute(own, args.member),
})

function mute(own: ScopeWriter, id: string, now: number): void {
  if (!own.reader.record('mute', id)) own.create('mute', id, { at: now })
}

function unmute(own: ScopeWriter, id: string): void {
  if (own.reader.record('mute', id)) own.drop('mute', id)
}

function finish(own: ScopeWriter, id: string, now: number): void {
  const entry = own.reader.record('notification', id)
  if (entry && entry['doneAt'] === undefined) own.put('notification', id, { unread: 0, doneAt: now })
}
