import type { NamedItem } from '@fulcrum/protocol'
import type { ChipPage } from './item-chip.ts'
import { createNamedItems } from './named-items.ts'

/** What parts of a text do with the page around it. */
export interface DocParts extends ChipPage {
  /** Makes an item of the entry that stands at a position. */
  readonly onMakeItem: (position: number) => void
}

type Page = Pick<DocParts, 'go' | 'onMakeItem'>

/** Makes them for a text that stands longer than each drawing of its page, which says what it is by now. */
export function createDocParts(
  ask: (ids: readonly string[]) => Promise<readonly NamedItem[]>,
): DocParts & { readonly know: (page: Page) => void } {
  let page: Page = { go: () => undefined, onMakeItem: () => undefined }
  return {
    items: createNamedItems(ask),
    go: (path) => page.go(path),
    onMakeItem: (position) => page.onMakeItem(position),
    know: (next) => {
      page = next
    },
  }
}
