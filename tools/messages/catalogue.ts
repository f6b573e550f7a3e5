import { readFileSync } from 'node:fs'
import path from 'node:path'
import { dataFiles, dataOf, drawingFiles, messagesOf, root } from './source.ts'

/** From what a new language begins: every message, with nothing said of it yet. */
export const templateFile = path.join(root, 'packages/ui/src/messages/catalogues/template.json')

/** Everything that Fulcrum says to people, in English, sorted. */
export function allMessages(): string[] {
  const texts = [...drawingFiles().flatMap(messagesOf), ...dataFiles().flatMap(dataOf)].map(({ text }) => text)
  return [...new Set([...texts, ...comingFrom()])].sort()
}

/** The page about other tools has its words in a file of its own. */
function comingFrom(): string[] {
  const file = path.join(root, 'apps/web/src/features/help/coming-from.json')
  // @NOTE what the file is: a tool, and lines of there, here and where.
  const tools = JSON.parse(readFileSync(file, 'utf8')) as { words: [string, string, string][] }[]
  return tools.flatMap(({ words }) => words.flatMap(([, here, where]) => [here, where]))
}

/** The text of the template. */
export function templateText(messages: readonly string[]): string {
  return `${JSON.stringify(Object.fromEntries(messages.map((message) => [message, ''])), null, 2)}\n`
}
