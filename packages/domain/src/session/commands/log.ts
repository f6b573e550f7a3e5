import * as z from 'zod/mini'
import { boardArg, defineBoardCommand, itemRef } from '../../board/board-command.ts'
import { DomainError } from '../../errors.ts'
import { idOf } from '../../ids.ts'
import { putSessions, sessionCell, sessionOf, trackedPerson } from '../cell.ts'
import { maxSessionNote, sessionKey, withSessions } from '../session.ts'
import type { Session } from '../session.ts'

const cell = { board: boardArg, column: z.int(), item: itemRef }
const instant = z.int().check(z.gte(0))
const note = z.string().check(z.maxLength(maxSessionNote * 2))
/** The person and the start by which a session is named. */
const named = z.strictObject({ person: idOf('member'), start: instant })

/** Adds time that was spent without a timer: the principal's, or another person's by who may manage the board. */
export const logSession = defineBoardCommand({
  name: 'session.log',
  version: 1,
  args: z.strictObject({
    ...cell,
    person: z.optional(idOf('member')),
    start: instant,
    end: instant,
    note: z.optional(note),
  }),
  action: 'item.edit',
  items: ({ item }) => [item],
  apply: (board, args, env) => {
    const person = trackedPerson(board.reader, args.person, env)
    const here = sessionCell(board.reader, args.column, args.item, env)
    const session = withNote({ person, start: args.start, end: args.end }, args.note)
    if (here.sessions.some((each) => sessionKey(each) === sessionKey(session))) throw sameStart()
    putSessions(board, here, withSessions(here.sessions, [session]))
  },
})

/** Changes one session: its start, its end (where it has one), its note. What other sessions hold stays as it is. */
export const editSession = defineBoardCommand({
  name: 'session.edit',
  version: 1,
  args: z.strictObject({
    ...cell,
    session: named,
    start: z.optional(instant),
    end: z.optional(instant),
    note: z.optional(note),
  }),
  action: 'item.edit',
  items: ({ item }) => [item],
  apply: (board, args, env) => {
    trackedPerson(board.reader, args.session.person, env)
    const here = sessionCell(board.reader, args.column, args.item, env)
    const old = sessionOf(here, args.session)
    if (old.end === null && args.end !== undefined) {
      throw new DomainError('conflict', 'This timer runs. Stop it, then say when it ended.', { field: 'end' })
    }
    const times = { ...old, start: args.start ?? old.start, end: args.end ?? old.end }
    const next = args.note === undefined ? times : withNote(times, args.note)
    const others = here.sessions.filter((each) => each !== old)
    if (others.some((each) => sessionKey(each) === sessionKey(next))) throw sameStart()
    putSessions(board, here, withSessions(others, [next]))
  },
})

/** Takes one session away. */
export const removeSession = defineBoardCommand({
  name: 'session.remove',
  version: 1,
  args: z.strictObject({ ...cell, session: named }),
  action: 'item.edit',
  items: ({ item }) => [item],
  apply: (board, args, env) => {
    trackedPerson(board.reader, args.session.person, env)
    const here = sessionCell(board.reader, args.column, args.item, env)
    const old = sessionOf(here, args.session)
    putSessions(
      board,
      here,
      here.sessions.filter((each) => each !== old),
    )
  },
})

/** An empty note is none. */
function withNote({ person, start, end }: Session, text = ''): Session {
  return text.trim() === '' ? { person, start, end } : { person, start, end, note: text }
}

function sameStart(): DomainError {
  return new DomainError('conflict', 'There is a session of this person that starts at the same moment.', {
    field: 'start',
  })
}
