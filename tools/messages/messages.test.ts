import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { parseMessage, type Part } from '../../packages/ui/src/messages/message.ts'
import { allMessages, templateFile, templateText } from './catalogue.ts'
import { faultsOf } from './faults.ts'
import { bareTextsOf, drawingFiles, messagesOf, type Spot } from './source.ts'

// Some five hundred files are read.
vi.setConfig({ testTimeout: 60_000 })

const files = drawingFiles()

function places(spots: readonly Spot[]): string[] {
  return spots.map(({ file, line, text }) => `${file}:${line} ${text}`)
}

describe('what the app says', () => {
  test('all of its texts are messages', () => {
    expect(places(files.flatMap(bareTextsOf))).toEqual([])
  })

  test('its messages can be read', () => {
    const wrong = files.flatMap(messagesOf).filter(({ text }) => !isMessage(text))
    expect(places(wrong)).toEqual([])
  })

  test('none of them begins or ends with a blank: it would be a piece of a sentence that another language puts together otherwise', () => {
    const pieces = files.flatMap(messagesOf).filter(({ text }) => text !== text.trim())
    expect(places(pieces)).toEqual([])
  })

  test('the template of languages has them all (write it with `node tools/messages/main.ts`)', () => {
    expect(readFileSync(templateFile, 'utf8')).toBe(templateText(allMessages()))
  })

  test('what other languages say can be said', () => {
    const messages = new Set(allMessages())
    const folder = path.dirname(templateFile)
    const faults = globSync('*.json', { cwd: folder }).flatMap((file) => {
      // @NOTE what a catalogue is: messages, and what they are in the language.
      const words = JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Record<string, string>
      return faultsOf(words, messages).map((fault) => `${file}: ${fault}`)
    })
    expect(faults).toEqual([])
  })

  test('a message is wrong where it cannot be read, has values of its own, or is not said any more', () => {
    const count = '{count, plural, one {# item} other {# items}}'
    const words = { Save: 'Speichern', Delete: '', [count]: '{zahl, plural, other {#}}', Open: '{', Closed: 'Zu' }
    expect(faultsOf(words, new Set(['Save', 'Delete', count, 'Open']))).toEqual([
      `There is no {zahl} in: ${count}`,
      'This cannot be read: {',
      'Fulcrum does not say this any more: Closed',
    ])
  })

  test('a text that is no message is found', () => {
    expect(places(bareTextsOf('tools/messages/fixture.tsx'))).toEqual([
      'tools/messages/fixture.tsx:3 the place',
      'tools/messages/fixture.tsx:4 a capital letter',
      'tools/messages/fixture.tsx:6 Save it',
      'tools/messages/fixture.tsx:6 Made today',
      'tools/messages/fixture.tsx:8 Nothing is here.',
      'tools/messages/fixture.tsx:9 No name',
      'tools/messages/fixture.tsx:10 the',
    ])
  })
})

function isMessage(text: string): boolean {
  try {
    return everyCase(parseMessage(text))
  } catch {
    return false
  }
}

/** Every choice has a case for the rest. */
function everyCase(parts: readonly Part[]): boolean {
  return parts.every((part) => {
    if (typeof part === 'string') return true
    if ('tag' in part) return everyCase(part.parts)
    return part.cases === undefined || (part.cases['other'] !== undefined && Object.values(part.cases).every(everyCase))
  })
}
