import type { colours } from '../colours.ts'

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
  | { readonly as: 'files' }
