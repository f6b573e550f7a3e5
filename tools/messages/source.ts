import { readFileSync, globSync } from 'node:fs'
import path from 'node:path'
import { parseSync, Visitor } from 'vite'

export const root = path.resolve(import.meta.dirname, '../..')

/** A place in a source file that says something. */
export interface Spot {
  readonly file: string
  readonly line: number
  readonly text: string
}

/** Code that draws, whose texts are messages where they stand. */
export function drawingFiles(): string[] {
  return sources(
    'apps/web/src/**/*.{ts,tsx}',
    'packages/ui/src/**/*.{ts,tsx}',
    'packages/columns/src/**/*.web.{ts,tsx}',
  ).filter((file) => !file.startsWith('packages/ui/src/messages/'))
}

/** Code that says something as data, which is told in the reader's language where it is shown. */
export function dataFiles(): string[] {
  return [
    ...sources('packages/{domain,columns,columnar,templates,client}/src/**/*.ts', 'integrations/*/src/**/*.ts'),
    ...sources('apps/server/src/{exports,imports}/**/*.ts'),
  ].filter((file) => !/\.web\.tsx?$|\/formula\/functions\//.test(file))
}

function sources(...globs: readonly string[]): string[] {
  return globSync([...globs], { cwd: root })
    .filter(
      (file) => !/\.(test|bench|d)\.tsx?$|\.(property|contract|pg|fuzz|web)\.test\.|-contract\b|\/testing\//.test(file),
    )
    .sort()
}

/** The messages that a file says by `t` and `rich`, and those that it hands to them, which show by their cases. */
export function messagesOf(file: string): Spot[] {
  const { source, program, spotAt } = read(file)
  const spots: Spot[] = []
  new Visitor({
    CallExpression({ callee, arguments: [first] }) {
      if (callee.type !== 'Identifier' || !/^(t|rich)$/.test(callee.name)) return
      if (first?.type === 'Literal' && typeof first.value === 'string') spots.push(spotAt(first.start, first.value))
    },
    Literal({ value, start }) {
      if (typeof value === 'string' && /\{\w+, (plural|select)/.test(value)) spots.push(spotAt(start, value))
    },
  }).visit(program)
  return source === '' ? [] : spots
}

const dataKeys = new Set([
  'label',
  'description',
  'title',
  'hint',
  'message',
  'name',
  'about',
  'says',
  'alone',
  'saysPast',
  'why',
])

/** What a file says as data: labels and descriptions, and sentences of refusals that have no values in them. */
export function dataOf(file: string): Spot[] {
  const { program, spotAt } = read(file)
  const spots: Spot[] = []
  const isWords = (text: string): boolean =>
    /^\p{Lu}[\p{Ll}’]+|\p{L} \p{L}/u.test(text) && !/^[\w-]+\/[\w.+-]+$/.test(text)
  new Visitor({
    Property({ key, value }) {
      if (key.type !== 'Identifier' || !dataKeys.has(key.name)) return
      if (value.type === 'Literal' && typeof value.value === 'string' && isWords(value.value)) {
        spots.push(spotAt(value.start, value.value))
      }
    },
    NewExpression({ callee, arguments: [, second] }) {
      if (callee.type !== 'Identifier' || callee.name !== 'DomainError') return
      if (second?.type === 'Literal' && typeof second.value === 'string') spots.push(spotAt(second.start, second.value))
    },
  }).visit(program)
  return spots
}

const labels =
  /^(aria-(label|description|roledescription|valuetext)|title|alt|placeholder|label|text|note|hint|emptyText|searchPlaceholder|addLabel)$/
/** Names that are the same in every language. */
const names = new Set(['Fulcrum', 'English'])

/** Texts of a file that stand on the screen without being messages. */
export function bareTextsOf(file: string): Spot[] {
  const { program, spotAt } = read(file)
  const spots: Spot[] = []
  const add = (start: number, text: string): void => {
    const said = text.trim()
    if (
      !said.startsWith('<') &&
      /\p{L}{2}/u.test(said) &&
      !names.has(said) &&
      // Addresses, names in code, and the lines of a drawing.
      !/^[\w.+-]+@[\w.-]+$|^https?:|^[a-z]+[A-Z]\w*$|^M[\d.]/.test(said)
    )
      spots.push(spotAt(start, said))
  }
  const addLiteral = (node: Said): void => {
    for (const { start, value } of literalsOf(node)) add(start, value)
  }
  new Visitor({
    JSXText({ start, value }) {
      add(start + value.length - value.trimStart().length, value)
    },
    JSXAttribute({ name, value }) {
      if (name.type !== 'JSXIdentifier' || !labels.test(name.name)) return
      addLiteral(value?.type === 'JSXExpressionContainer' ? value.expression : value)
    },
    Property({ key, value }) {
      if (
        key.type === 'Identifier' &&
        /^(title|label|text|hint|placeholder|note|emptyText|words|keywords)$/.test(key.name)
      )
        addLiteral(value)
    },
    ObjectExpression({ properties }) {
      const values = properties.flatMap((each) =>
        each.type === 'Property' && !(each.key.type === 'Identifier' && each.key.name === 'shortcut')
          ? [each.value]
          : [],
      )
      if (!values.some(isMessageCall)) return
      // Beside a message stands what is one, too, where it has more than a word: `{ title: t('the name'), parent: 'the place' }`.
      for (const { start, value } of values.flatMap(literalsOf))
        if (/\p{L}.*\s|\s.*\p{L}/u.test(value)) add(start, value)
    },
    CallExpression({ callee, arguments: given, start }) {
      if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return
      const [first] = given
      // Words that are put in the place of others in a sentence: another language has another sentence.
      const replaces = /^replace(All)?$/.test(callee.property.name) && first?.type === 'Literal'
      if (replaces && typeof first.value === 'string' && /^[\p{L} ]{2,}$/u.test(first.value)) add(start, first.value)
      if (callee.property.name === 'toUpperCase' && isFirstLetter(callee.object)) add(start, 'a capital letter')
    },
  }).visit(program)
  const known = new Set<string>()
  return spots.filter(({ line, text }) => !known.has(`${line} ${text}`) && known.add(`${line} ${text}`))
}

interface Node {
  readonly type: string
  readonly start: number
}

type Said = Node | null | undefined

/** The texts that an expression comes to, whichever way it goes. */
function literalsOf(node: Said): { readonly start: number; readonly value: string }[] {
  // @NOTE what the parser gives has the fields of its type.
  const { consequent, alternate, left, right, value } = (node ?? {}) as Readonly<Record<string, unknown>>
  if (node?.type === 'ConditionalExpression') return [consequent, alternate].flatMap((each) => literalsOf(each as Node))
  if (node?.type === 'LogicalExpression') return [left, right].flatMap((each) => literalsOf(each as Node))
  return node?.type === 'Literal' && typeof value === 'string' ? [{ start: node.start, value }] : []
}

function isMessageCall(node: Node): boolean {
  // @NOTE a call has what is called.
  const { callee } = node as unknown as { readonly callee?: { readonly type: string; readonly name?: string } }
  return node.type === 'CallExpression' && callee?.type === 'Identifier' && /^(t|rich)$/.test(callee.name ?? '')
}

/** `text.charAt(0)`, `text[0]`, `text[0]?` */
function isFirstLetter(node: Node): boolean {
  // @NOTE a call has what is called, and a member what it is of.
  const { callee, property } = node as unknown as {
    readonly callee?: { readonly property?: { readonly name?: string } }
    readonly property?: { readonly value?: unknown }
  }
  return (node.type === 'CallExpression' && callee?.property?.name === 'charAt') || property?.value === 0
}

function read(file: string) {
  const source = readFileSync(path.join(root, file), 'utf8')
  const { program } = parseSync(file, source)
  const spotAt = (start: number, text: string): Spot => ({
    file,
    line: source.slice(0, start).split('\n').length,
    text,
  })
  return { source, program, spotAt }
}
