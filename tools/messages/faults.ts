import { parseMessage, type Part } from '../../packages/ui/src/messages/message.ts'

/** What is wrong with the words of a language: one line for each message that cannot be said. */
export function faultsOf(words: Readonly<Record<string, string>>, messages: ReadonlySet<string>): string[] {
  return Object.entries(words).flatMap(([english, said]) => {
    if (!messages.has(english)) return [`Fulcrum does not say this any more: ${english}`]
    if (said === '') return []
    try {
      const wanted = namesOf(parseMessage(english))
      const unknown = [...namesOf(parseMessage(said))].filter((name) => !wanted.has(name))
      return unknown.map((name) => `There is no ${name} in: ${english}`)
    } catch {
      return [`This cannot be read: ${said}`]
    }
  })
}

/** The values and marks of a message. */
function namesOf(parts: readonly Part[], names = new Set<string>()): Set<string> {
  for (const part of parts) {
    if (typeof part === 'string') continue
    if ('tag' in part) {
      names.add(`<${part.tag}>`)
      namesOf(part.parts, names)
    } else {
      if (part.name !== '#') names.add(`{${part.name}}`)
      for (const inner of Object.values(part.cases ?? {})) namesOf(inner, names)
    }
  }
  return names
}
