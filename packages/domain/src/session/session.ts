import * as z from 'zod/mini'
import { idOf } from '../ids.ts'

/** Sessions of one cell. */
export const maxSessions = 500
/** Characters of a session's note. */
export const maxSessionNote = 500
/** 9999-12-31, the last moment that can be written. */
const lastInstant = 253_402_300_799_999

const instant = z.int('Expected milliseconds since 1970.').check(z.gte(0), z.lte(lastInstant))

/**
 * Time that a person spent on an item; without an end the timer runs. A person starts but one session at an instant, so
 * person and start name it.
 */
const sessionSchema = z
  .strictObject({
    person: idOf('member') as z.ZodMiniType<string>,
    start: instant,
    end: z.nullable(instant),
    note: z.exactOptional(
      z
        .string()
        .check(z.overwrite(oneLine), z.minLength(1), z.maxLength(maxSessionNote, 'Use at most 500 characters.')),
    ),
  })
  .check(z.refine(({ start, end }) => end === null || end >= start, 'A session ends when it starts, or later.'))

export type Session = z.infer<typeof sessionSchema>

/** What a cell of tracked time holds: sessions in the order of their starts. */
export const sessionsSchema = z.array(sessionSchema).check(
  z.overwrite((sessions) => sessions.toSorted(byStart)),
  z.minLength(1, 'Give at least one session, or null for none.'),
  z.maxLength(maxSessions, `A cell holds at most ${maxSessions} sessions.`),
  z.refine(
    (sessions) => new Set(sessions.map(sessionKey)).size === sessions.length,
    'A person starts but one session at an instant.',
  ),
)

/** What tells two sessions of a cell apart. */
export function sessionKey({ person, start }: Pick<Session, 'person' | 'start'>): string {
  return `${person} ${start}`
}

/** Milliseconds of the sessions that have ended. */
export function trackedMs(sessions: readonly Session[]): number {
  return sessions.reduce((sum, { start, end }) => sum + (end === null ? 0 : end - start), 0)
}

/** The sessions with those of `given` that are not among them; what is there stays as it is. */
export function withSessions(sessions: readonly Session[], given: readonly Session[]): readonly Session[] {
  const known = new Set(sessions.map(sessionKey))
  return [...sessions, ...given.filter((each) => !known.has(sessionKey(each)))].sort(byStart)
}

function byStart(left: Session, right: Session): number {
  return left.start - right.start || (left.person < right.person ? -1 : left.person > right.person ? 1 : 0)
}

function oneLine(text: string): string {
  return text.toWellFormed().replace(/\s+/g, ' ').trim()
}
