import { fromPublicId, isUuid } from '../uuid.ts'
import type { ReadAttr } from './node.ts'

/** Characters of an address. */
const maxHref = 2_000

/** One of some values. */
export function oneOf(...values: readonly (string | number)[]): ReadAttr {
  return (value) => values.find((each) => each === value)
}

/** A whole number within bounds. */
export function intFrom(least: number, most: number): ReadAttr {
  return (value) =>
    typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= most ? value : undefined
}

/** Yes or no. */
export const yesOrNo: ReadAttr = (value) => (typeof value === 'boolean' ? value : undefined)

/** A text that has this form. */
export function textLike(form: RegExp): ReadAttr {
  return (value) => (typeof value === 'string' && form.test(value) ? value : undefined)
}

/** What may be left out, which is null. */
export function orNone(read: ReadAttr): ReadAttr {
  return (value) => (value === null || value === undefined ? null : read(value))
}

/**
 * An address that may be opened: only `https`, `http` and `mailto`, because one of any other scheme could run something in the
 * reader's browser.
 */
export const address: ReadAttr = (value) => (isSafeAddress(value) ? value : undefined)

/** Whether an address may be opened. `isSafeAddress('javascript:alert(1)') // false` */
export function isSafeAddress(value: unknown): value is string {
  if (typeof value !== 'string' || value.length > maxHref || /[\s<>"\\^`{|}\p{Cc}\p{Cf}]/u.test(value)) return false
  return /^https?:\/\/[^/?#@]+([/?#].*)?$/i.test(value) || /^mailto:[^@?]+@[^@?]+(\?.*)?$/i.test(value)
}

/** The id of one of some nouns, in either of its forms. */
export function idOfAny(nouns: readonly string[]): ReadAttr {
  return (value) => {
    if (typeof value !== 'string') return undefined
    if (isUuid(value)) return value
    const noun = nouns.find((each) => value.startsWith(`${each}_`))
    try {
      return noun === undefined ? undefined : fromPublicId(noun, value)
    } catch {
      return undefined
    }
  }
}
