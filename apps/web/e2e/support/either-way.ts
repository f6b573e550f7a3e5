import type { Locator, Page } from 'playwright-core'

const plain = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'
const accented = [...'áƀçðéƒĝĥíĵķļɱñóþǫŕšŧúṽŵẋýžÁƁÇÐÉƑĜĤÍĴĶĻṀÑÓÞǪŔŠŦÚṼŴẊÝŽ']
/** Signs that turn or keep apart what is written from right to left and from left to right. */
const marks = '[\\u2066-\\u2069\\u202a-\\u202e⟦⟧]*'

/**
 * A page on which names are found in English and in the pseudo-locales alike, so that a way to a screen is written once. Only the
 * ways that the screens go are known: by role, label and text.
 */
export function eitherWay(page: Page): Page {
  return wrapped(page)
}

type Found = Page | Locator

function wrapped<T extends Found>(found: T): T {
  const proxy: T = new Proxy(found, {
    get(target, property) {
      // @NOTE what a page or a locator has by this name.
      const value = target[property as keyof T] as unknown
      if (typeof value !== 'function') return value
      return (...args: unknown[]): unknown => {
        const given = args.map((arg) => own(arg))
        const name = String(property)
        const asked = /^getBy(Label|Text|Role)$/.test(name) ? inBoth(name, given) : given
        const answer: unknown = value.apply(target, asked)
        return isLocator(answer) ? wrapped(answer) : answer
      }
    },
  })
  originals.set(proxy, found)
  return proxy
}

const originals = new WeakMap<object, object>()

/** A locator that is an argument of another is the real one. */
function own(arg: unknown): unknown {
  return typeof arg === 'object' && arg !== null ? (originals.get(arg) ?? arg) : arg
}

function isLocator(answer: unknown): answer is Locator {
  return typeof answer === 'object' && answer !== null && 'getByRole' in answer && !('goto' in answer)
}

interface Wanted {
  readonly name?: string | RegExp
  readonly exact?: boolean
}

function inBoth(by: string, [first, second]: readonly unknown[]): readonly unknown[] {
  // @NOTE the arguments that the three methods take.
  const { name, exact, ...more } = (second ?? {}) as Wanted
  if (by === 'getByRole')
    return [first, name === undefined ? second : { ...more, name: inEither(name, exact === true) }]
  return [inEither(first as string | RegExp, exact === true), more]
}

/** What matches a text in English and accented, within its brackets and with the words that make it longer. */
function inEither(text: string | RegExp, exact: boolean): RegExp {
  if (text instanceof RegExp)
    return new RegExp(letters(text.source.replace(/\$/g, '( .*)?⟧?$').replace(/\^/g, '^⟦?')), 'i')
  const source = letters(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(exact ? `^${marks}${source}${marks}( [^a-zA-Z]*⟧)?$` : source, 'i')
}

function letters(source: string): string {
  return source.replace(/\\.|[a-z:]/gi, (sign) => {
    // A message may end before it.
    if (sign === ':') return '( [^a-zA-Z]*⟧)?:'
    const other = accented[plain.indexOf(sign)]
    return other === undefined ? sign : `${marks}[${sign}${other}]${marks}`
  })
}
