import { maxSessionNote, trackedMs } from '@fulcrum/domain'
import type { FormatContext, ParseContext, Session } from '@fulcrum/domain'
import { shortened } from '../shared/labels.ts'

const minuteMs = 60_000
const instant = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?Z`
const span = new RegExp(`(${instant})/(${instant}|running)`, 'y')
const note = /\s*("(?:[^"\\]|\\.)*")/y
const next = /\s*(?:;|$)/y

/** `Ada Lovelace 2026-11-24T08:30:00.000Z/2026-11-24T09:45:00.000Z "Review"; ...`, which `readSessions` reads back. */
export function sessionsText(sessions: readonly Session[], { personName }: FormatContext): string {
  return sessions
    .map((session) => {
      const end = session.end === null ? 'running' : new Date(session.end).toISOString()
      const times = `${personName(session.person)} ${new Date(session.start).toISOString()}/${end}`
      return session.note === undefined ? times : `${times} ${JSON.stringify(session.note)}`
    })
    .join('; ')
}

/** Reads what `sessionsText` writes: the sessions, or what is wrong with the text. */
export function readSessions(text: string, { findPerson }: ParseContext): readonly Session[] | string {
  const sessions: Session[] = []
  for (let at = 0; text.slice(at).trim() !== '';) {
    const times = spanFrom(text, at)
    if (times === null) return `"${shortened(text.slice(at).trim())}" is not tracked time. ${example}`
    const [whole, start = '', end = ''] = times
    const name = text.slice(at, times.index).trim()
    const person = name === '' ? null : findPerson(name)
    if (person === null) return `Nobody here is called "${shortened(name)}". Give a full name or an e-mail address.`
    at = times.index + whole.length
    note.lastIndex = at
    const written = note.exec(text)
    if (written) at = note.lastIndex
    next.lastIndex = at
    if (!next.test(text)) return `"${shortened(text.slice(at).trim())}" cannot follow a session. ${example}`
    at = next.lastIndex
    const words = written?.[1] === undefined ? '' : unquoted(written[1])
    if (words === null || words.length > 2 * maxSessionNote) return `A note stands in quotes. ${example}`
    const session = { person, start: Date.parse(start), end: end === 'running' ? null : Date.parse(end) }
    sessions.push(words.trim() === '' ? session : { ...session, note: words })
  }
  return sessions
}

const example = 'Write it like Ada Lovelace 2026-11-24T08:30Z/2026-11-24T09:45Z "Review".'

/** The next two instants in a text, wherever they begin. */
function spanFrom(text: string, from: number): RegExpExecArray | null {
  for (let at = text.indexOf('Z/', from); at !== -1; at = text.indexOf('Z/', at + 1)) {
    // An instant is 17 to 24 letters long; the longest one that ends here is meant.
    for (const length of [24, 23, 22, 20, 17]) {
      span.lastIndex = Math.max(from, at + 1 - length)
      const found = span.exec(text)
      if (found && found.index + (found[1] ?? '').length === at + 1) return found
    }
  }
  return null
}

function unquoted(text: string): string | null {
  try {
    return String(JSON.parse(text))
  } catch {
    return null
  }
}

/** The time of the sessions at an instant, those that run included, in milliseconds. */
export function timeMs(sessions: readonly Session[], nowMs: number): number {
  const running = sessions.filter(({ end }) => end === null)
  return running.reduce((sum, { start }) => sum + Math.max(0, nowMs - start), trackedMs(sessions))
}

/** `2 h 15 min`, `45 min`; under a minute `0 min`. */
export function durationText(ms: number): string {
  const minutes = Math.round(ms / minuteMs)
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  return hours === 0 ? `${rest} min` : rest === 0 ? `${hours} h` : `${hours} h ${rest} min`
}

/** A clock that runs: `2:15:07`. */
export function clockText(ms: number): string {
  const seconds = Math.floor(ms / 1_000)
  const pad = (part: number) => String(part).padStart(2, '0')
  return `${Math.floor(seconds / 3_600)}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`
}
