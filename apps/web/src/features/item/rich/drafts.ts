import type { RichText } from '@fulcrum/domain/rich-text'
import { fromPlain } from './stored.ts'

const SAVE_MS = 250

const place = (key: string): string => `fulcrum.draft.${key}`

/** Whether unsent words are kept under a name. */
export function hasDraft(key: string): boolean {
  return localStorage.getItem(place(key)) !== null
}

/** Unsent words of before; null where there are none. */
export function readDraft(key: string): RichText | null {
  const text = localStorage.getItem(place(key))
  if (text === null) return null
  try {
    const read: unknown = JSON.parse(text)
    // @NOTE written below; what an editor does not know of it, it leaves out.
    if (typeof read === 'object' && read !== null && 'content' in read) return read as RichText
  } catch {
    // Words that were kept as plain text.
  }
  return fromPlain(text)
}

/** Keeps unsent words in this browser, a moment after the last key and when the page goes; gives what forgets them. */
export function keepDraft(key: string): Draft {
  let timer: ReturnType<typeof setTimeout> | undefined
  let latest: (() => RichText) | null = null
  const write = (): void => {
    clearTimeout(timer)
    timer = undefined
    const text = latest?.()
    latest = null
    if (text === undefined) return
    try {
      if (text.content.length === 0) localStorage.removeItem(place(key))
      else localStorage.setItem(place(key), JSON.stringify(text))
    } catch {
      // The browser's place is full: the words stay where they are typed.
    }
  }
  addEventListener('pagehide', write)
  return {
    save: (text) => {
      latest = text
      timer ??= setTimeout(write, SAVE_MS)
    },
    forget: () => {
      latest = null
      clearTimeout(timer)
      timer = undefined
      localStorage.removeItem(place(key))
    },
    stop: () => {
      write()
      removeEventListener('pagehide', write)
    },
  }
}

export interface Draft {
  /** Keeps what `text` gives by then. */
  readonly save: (text: () => RichText) => void
  readonly forget: () => void
  /** Keeps what is not kept yet, and ends. */
  readonly stop: () => void
}
