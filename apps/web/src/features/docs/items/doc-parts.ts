import type { Client } from '@fulcrum/client'
import type { NamedCell, NamedItem, ViewGlance } from '@fulcrum/protocol'
import { createKnownPlaces } from '../places/known-places.ts'
import type { PlacePage } from '../places/place-chip.ts'
import type { ChipPage } from './item-chip.ts'
import { createNamed, type Named } from '../../../shell/named-items.ts'

/** What parts of a text do with the page around it. */
export interface DocParts extends ChipPage, PlacePage {
  /** By item and column, as the server names them. */
  readonly cells: Named<NamedCell>
  /** By board and view, which is nothing for all of the board. */
  readonly views: Named<ViewGlance>
  /** Makes an item of the entry that stands at a position. */
  readonly onMakeItem: (position: number) => void
}

/** One question tells of so many views. */
const viewsAtOnce = 20

type Page = Pick<DocParts, 'go' | 'onMakeItem'>

/** Makes them for a text that stands longer than each drawing of its page, which says what it is by now. */
export function createDocParts(query: Client['query']): DocParts & {
  readonly know: (page: Page) => void
  readonly places: ReturnType<typeof createKnownPlaces>
  /** Asks what the text names from now on, until the answer is called. */
  readonly begin: () => () => void
} {
  let page: Page = { go: () => undefined, onMakeItem: () => undefined }
  const items = createNamed<NamedItem>(async (ids) => {
    return (await query<{ readonly items: readonly NamedItem[] }>('item.named', { ids: [...ids] })).items
  })
  const cells = createNamed<NamedCell>(async (ids) => {
    const asked = ids.map((id) => {
      const [item = '', column = ''] = id.split(' ')
      return { item, column }
    })
    return (await query<{ readonly cells: readonly NamedCell[] }>('item.cells', { cells: asked })).cells
  })
  const views = createNamed<ViewGlance>(async (ids) => {
    const asked = ids.map((id) => {
      const [board = '', view = ''] = id.split(' ')
      return { board, view: view === '' ? null : view }
    })
    return (await query<{ readonly views: readonly ViewGlance[] }>('view.glances', { views: asked })).views
  }, viewsAtOnce)
  return {
    items,
    cells,
    views,
    places: createKnownPlaces(),
    go: (path) => page.go(path),
    onMakeItem: (position) => page.onMakeItem(position),
    know: (next) => {
      page = next
    },
    begin: () => {
      const ends = [items.begin(), cells.begin(), views.begin()]
      return () => {
        for (const end of ends) end()
      }
    },
  }
}
