import type { NamedItem } from '@fulcrum/protocol'
import { appHref } from '@fulcrum/ui/app-href'
import { t } from '@fulcrum/ui/messages'
import type { Node } from '@tiptap/pm/model'
import type { NodeView } from '@tiptap/pm/view'
import { itemPath } from '../../../shell/paths.ts'
import type { Named } from '../../../shell/named-items.ts'

/** What a chip needs of the page in which it stands. */
export interface ChipPage {
  readonly items: Named<NamedItem>
  readonly go: (path: string) => void
}

/** Draws an item that a text names: a link with its key and how far it is, as the reader may know them now. */
export function itemChip(node: Node, { items, go }: ChipPage): NodeView {
  const id = String(node.attrs['id'])
  const label = String(node.attrs['label'])
  const dom = document.createElement('a')
  dom.className = 'doc-chip doc-item'
  dom.contentEditable = 'false'
  dom.dataset['mention'] = 'item'
  dom.dataset['id'] = id
  dom.draggable = false
  let path: string | null = null

  function draw(): void {
    const item = items.get(id)
    path = item ? itemPath(item.board, item.row) : null
    if (path === null) dom.removeAttribute('href')
    else dom.href = appHref(path)
    dom.title = titleOf(item)
    dom.dataset['state'] = item === undefined ? 'asking' : item === null ? 'unknown' : item.deleted ? 'deleted' : 'live'
    const key = document.createElement('span')
    key.className = 'doc-item-key'
    key.textContent = item?.key ?? label
    dom.replaceChildren(key, ...(item?.status && !item.deleted ? [statusLabel(item.status)] : []))
  }
  const open = (event: MouseEvent): void => {
    if (path === null || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    go(path)
  }
  dom.addEventListener('click', open)
  const stops = [items.watch(id, draw), items.drawnAt(id, dom)]
  draw()
  return {
    dom,
    update: (next) => next.type === node.type && next.attrs['kind'] === 'item' && next.attrs['id'] === id,
    ignoreMutation: () => true,
    // It is opened by a click, and is none of the words between which the caret goes.
    stopEvent: ({ type }) => type === 'mousedown' || type === 'click',
    destroy: () => {
      for (const stop of stops) stop()
    },
  }
}

function titleOf(item: NamedItem | null | undefined): string {
  if (item === undefined) return t('Looking for this item')
  if (item === null) return t('This item is gone, or is not shared with you')
  return item.deleted ? t('{title} (in the trash)', { title: item.title }) : item.title
}

function statusLabel({ text, colour }: NonNullable<NamedItem['status']>): HTMLElement {
  const label = document.createElement('span')
  label.className = 'fu-label'
  label.dataset['colour'] = colour
  const words = document.createElement('span')
  words.className = 'fu-truncate'
  words.textContent = text
  label.append(words)
  return label
}
