import type { colours } from '../colours.ts'
import { limitsText, pickedFiles } from './file-limits.ts'
import type { FileLimits } from './file-limits.ts'

/** One of the answers that can be chosen. */
export interface AskedChoice {
  readonly number: number
  readonly name: string
  readonly colour?: (typeof colours)[number]
}

/** How somebody is asked for a value by a form: data, so that it can be sent to a page that knows no kinds. */
export type Ask =
  | {
      /** A line of text that the kind's `parse` reads; `input` says what it looks like, as HTML calls it. */
      readonly as: 'line'
      readonly input?: 'text' | 'email' | 'tel' | 'url' | 'decimal' | 'date' | 'datetime-local' | 'time'
    }
  | { readonly as: 'lines' }
  | { readonly as: 'tick' }
  /** `number` of a choice is what a cell holds, alone or in a `list`. */
  | {
      readonly as: 'choices'
      readonly choices: readonly AskedChoice[]
      readonly several: boolean
      readonly list: boolean
    }
  | { readonly as: 'persons'; readonly several: boolean }
  /** `accept` is what an input of HTML has, `hint` what people read of the limits; both absent where there are none. */
  | { readonly as: 'files'; readonly limits: FileLimits; readonly accept?: string; readonly hint?: string }

/** Asks for files under limits. */
export function askFiles(limits: FileLimits): Ask {
  const accept = pickedFiles(limits)
  const hint = limitsText(limits)
  return { as: 'files', limits, ...(accept !== undefined && { accept }), ...(hint !== '' && { hint }) }
}

/** What is taken where files are asked for; no limits where they are not. */
export function limitsOfAsk(ask: Ask | undefined): FileLimits {
  return ask?.as === 'files' ? ask.limits : {}
}
