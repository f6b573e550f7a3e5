import { fileText } from '@fulcrum/integration-kit'
import { textOf } from '../cells.ts'
import type { Shape } from './shape.ts'

/** Files by their addresses, which only people of that account can open. */
export const filesShape: Shape = {
  guess: (stock) =>
    stock.looksLike('files') || (/^files?$/i.test(stock.title) && stock.profile.linkCount > 0)
      ? { kind: 'files', confidence: 0.95, settings: {} }
      : null,
  read: (cell) =>
    textOf(cell)
      .split(/,\s*(?=https?:\/\/)/i)
      .map((url) => fileText({ url, name: nameOf(url) })),
}

function nameOf(url: string): string {
  const last = url.split('/').at(-1) ?? ''
  try {
    return decodeURIComponent(last)
  } catch {
    return last
  }
}
