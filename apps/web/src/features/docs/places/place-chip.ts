import { appHref } from '@fulcrum/ui/app-href'
import { t } from '@fulcrum/ui/messages'
import type { Node } from '@tiptap/pm/model'
import type { NodeView } from '@tiptap/pm/view'
import { boardPath, docPath } from '../../../shell/paths.ts'
import type { KnownPlaces, PlaceKind } from './known-places.ts'

/** What a chip needs of the page in which it stands. */
export interface PlacePage {
  readonly places: KnownPlaces
  readonly go: (path: string) => void
}

interface Look {
  readonly path: (id: string) => string
  /** The lines of its sign. */
  readonly sign: string
  readonly kind: string
  readonly asking: string
  readonly unknown: string
}

const looks: { readonly [kind in PlaceKind]: Look } = {
  doc: {
    path: docPath,
    sign: 'M4 2.5h5.5L12.5 5.5v8H4zM9.5 2.5v3h3M6 8.5h4.5M6 11h4.5',
    kind: t('Doc'),
    asking: t('Looking for this doc'),
    unknown: t('A doc that is gone or not shared with you'),
  },
  board: {
    path: boardPath,
    sign: 'M2.5 3h11v10h-11zM2.5 6.5h11M6.5 6.5V13',
    kind: t('Board'),
    asking: t('Looking for this board'),
    unknown: t('A board that is gone or not shared with you'),
  },
}

/** Whether a mention names something that is drawn as a chip of its own. */
export function namesPlace(node: Node): boolean {
  return Object.hasOwn(looks, String(node.attrs['kind']))
}

/** Draws a doc or a board that a text names: a link with its name, for those who may know of it. */
export function placeChip(node: Node, { places, go }: PlacePage): NodeView {
  // @NOTE asked only of mentions of these kinds.
  const kind = node.attrs['kind'] as PlaceKind
  const id = String(node.attrs['id'])
  const look = looks[kind]
  const path = look.path(id)
  const dom = document.createElement('a')
  dom.className = 'doc-chip doc-place'
  dom.contentEditable = 'false'
  dom.dataset['mention'] = kind
  dom.dataset['id'] = id
  dom.draggable = false

  function draw(): void {
    const name = places.nameOf(kind, id)
    dom.dataset['state'] = name === undefined ? 'asking' : name === null ? 'unknown' : 'live'
    if (typeof name === 'string') dom.href = appHref(path)
    else dom.removeAttribute('href')
    const words = document.createElement('span')
    words.className = 'fu-truncate'
    words.textContent = name === undefined ? look.asking : (name ?? look.unknown)
    dom.title = typeof name === 'string' ? `${look.kind}: ${name}` : ''
    dom.replaceChildren(signOf(look.sign), words)
  }
  const open = (event: MouseEvent): void => {
    if (!dom.hasAttribute('href') || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    go(path)
  }
  dom.addEventListener('click', open)
  const stop = places.watch(draw)
  draw()
  return {
    dom,
    update: (next) => next.type === node.type && next.attrs['kind'] === kind && next.attrs['id'] === id,
    ignoreMutation: () => true,
    // It is opened by a click, and is none of the words between which the caret goes.
    stopEvent: ({ type }) => type === 'mousedown' || type === 'click',
    destroy: stop,
  }
}

function signOf(lines: string): SVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  svg.setAttribute('viewBox', '0 0 16 16')
  svg.setAttribute('aria-hidden', 'true')
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path')
  path.setAttribute('d', lines)
  svg.append(path)
  return svg
}
