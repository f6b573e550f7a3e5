import * as z from 'zod/mini'
import { boardArg, defineBoardCommand, itemRef } from '../../board/board-command.ts'
import { DomainError } from '../../errors.ts'
import { idOf } from '../../ids.ts'
import { instantOf, putSessions, runningCells, sessionCell, stopped, trackedPerson } from '../cell.ts'
import { withSessions } from '../session.ts'

/** When it was done, from a client that was offline then; the server takes none that is still to come. */
const at = z.optional(z.int().check(z.gte(0)))
const cell = { board: boardArg, column: z.int(), item: itemRef }

/**
 * Starts the principal's timer on an item. A person has one timer a board: what runs elsewhere on it is stopped. Where it
 * runs here already, nothing happens.
 */
export const startTimer = defineBoardCommand({
  name: 'session.start',
  version: 1,
  args: z.strictObject({ ...cell, at }),
  action: 'item.edit',
  apply: (board, args, env) => {
    const { reader } = board
    const person = trackedPerson(reader, undefined, env)
    const here = sessionCell(reader, args.column, args.item, env)
    if (here.sessions.some((each) => each.person === person && each.end === null)) return
    const start = instantOf(args.at, env)
    for (const other of runningCells(reader, person, env)) {
      putSessions(board, other, stopped(other.sessions, person, start))
    }
    if (here.sessions.some((each) => each.person === person && each.start === start)) {
      throw new DomainError('conflict', 'You have a session here that starts at this very moment. Try again.', {})
    }
    putSessions(board, here, withSessions(here.sessions, [{ person, start, end: null }]))
  },
})

/** Stops a timer on an item: the principal's own, or that of another person where the principal may manage the board. */
export const stopTimer = defineBoardCommand({
  name: 'session.stop',
  version: 1,
  args: z.strictObject({ ...cell, person: z.optional(idOf('member')), at }),
  action: 'item.edit',
  items: ({ item }) => [item],
  apply: (board, args, env) => {
    const person = trackedPerson(board.reader, args.person, env)
    const here = sessionCell(board.reader, args.column, args.item, env)
    // Two clicks at once, or one on each of two devices, stop it once.
    if (!here.sessions.some((each) => each.person === person && each.end === null)) return
    putSessions(board, here, stopped(here.sessions, person, instantOf(args.at, env)))
  },
})
