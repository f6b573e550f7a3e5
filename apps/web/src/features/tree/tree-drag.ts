import { followPointer } from '@fulcrum/ui'
import type { PointerEvent as ReactPointerEvent } from 'react'
import { foldersBeside, type Shelf, type Spot } from './tree-order.ts'
import type { TreeSection } from './tree-model.ts'

const OPENS_AFTER_MS = 600
const EDGE_PX = 32

const lineKinds = ['board', 'doc', 'folder', 'workspace', 'favourite'] as const

/** A line of the tree: `data-tree` and `data-id` of its element. */
export interface TreeLineKey {
  readonly kind: (typeof lineKinds)[number]
  readonly id: string
}

/** Where what is dragged would go, for drawing: beside a line, or into it. */
export interface TreeDrop {
  readonly line: TreeLineKey
  readonly edge: 'before' | 'after' | 'into'
}

/** What is dragged, and where it is now. */
export interface TreeDrag {
  readonly dragged: TreeLineKey
  readonly drop: TreeDrop | null
}

interface TreeDragOptions {
  readonly sections: readonly TreeSection[]
  readonly shelves: readonly Shelf[]
  /** Favourites alone are dragged: the tree is not this person's to order. */
  readonly favouritesOnly: boolean
  /** The favourites that are shown, in their order. */
  readonly favourites: readonly string[]
  /** A favourite is put behind another one; null is first. */
  readonly onFavourite: (id: string, after: string | null) => void
  /** A board or a doc is put somewhere. */
  readonly onThing: (id: string, spot: Spot) => void
  readonly onFolder: (folder: string, after: string | null) => void
  /** Something is dragged, or (undefined) nothing any more. */
  readonly onDrag: (drag: TreeDrag | undefined) => void
  /** A board or a doc is held over a closed folder. */
  readonly onOpen: (folder: string) => void
}

/** Drags boards, docs, folders and favourites by a mouse or a pen; fingers scroll, and have the menus. Escape calls it off. */
export function startTreeDrag(event: ReactPointerEvent<HTMLElement>, options: TreeDragOptions): void {
  if (event.button !== 0 || event.pointerType === 'touch' || !(event.target instanceof Element)) return
  const dragged = lineOf(event.target)
  if (dragged === undefined || dragged.kind === 'workspace' || event.target.closest('.fu-nav-actions') !== null) return
  if (options.favouritesOnly && dragged.kind !== 'favourite') return
  const list = event.currentTarget
  const ghost = ghostOf(event.target)
  let drop: TreeDrop | null = null
  let pointer = { x: event.clientX, y: event.clientY }
  let opening: ReturnType<typeof setTimeout> | undefined
  let frame = 0
  const look = (): void => {
    const next = dropAt(pointer, dragged, options)
    if (sameDrop(drop, next)) return
    drop = next
    clearTimeout(opening)
    if (next?.edge === 'into' && next.line.kind === 'folder') {
      opening = setTimeout(() => options.onOpen(next.line.id), OPENS_AFTER_MS)
    }
    options.onDrag({ dragged, drop: next })
  }
  const scrollAtEdges = (): void => {
    const { top, bottom } = list.getBoundingClientRect()
    const speed = pointer.y < top + EDGE_PX ? -6 : pointer.y > bottom - EDGE_PX ? 6 : 0
    const before = list.scrollTop
    list.scrollTop += speed
    if (list.scrollTop !== before) look()
    frame = requestAnimationFrame(scrollAtEdges)
  }
  followPointer(event.nativeEvent, {
    start: () => {
      document.body.append(ghost)
      options.onDrag({ dragged, drop: null })
      frame = requestAnimationFrame(scrollAtEdges)
    },
    move: ({ clientX, clientY }) => {
      pointer = { x: clientX, y: clientY }
      ghost.style.translate = `${clientX + 12}px ${clientY + 8}px`
      look()
    },
    drop: () => {
      if (drop !== null) put(dragged, drop, options)
    },
    end: () => {
      clearTimeout(opening)
      cancelAnimationFrame(frame)
      ghost.remove()
      options.onDrag(undefined)
    },
  })
}

function put(dragged: TreeLineKey, { line, edge }: TreeDrop, options: TreeDragOptions): void {
  if (dragged.kind === 'favourite') {
    const others = options.favourites.filter((id) => id !== dragged.id)
    const at = others.indexOf(line.id)
    options.onFavourite(dragged.id, others[edge === 'before' ? at - 1 : at] ?? null)
    return
  }
  if (dragged.kind === 'folder') {
    const beside = foldersBeside(options.sections, dragged.id).filter((id) => id !== dragged.id)
    const at = beside.indexOf(line.id)
    options.onFolder(dragged.id, beside[edge === 'before' ? at - 1 : at] ?? null)
    return
  }
  const spot = spotOf(line, edge, options.shelves)
  if (spot !== undefined) options.onThing(dragged.id, spot)
}

function spotOf(line: TreeLineKey, edge: TreeDrop['edge'], shelves: readonly Shelf[]): Spot | undefined {
  const shelf = shelves.find(({ workspaceId, folderId, things }) =>
    line.kind === 'folder'
      ? folderId === line.id
      : line.kind === 'workspace'
        ? workspaceId === line.id && folderId === null
        : things.some(({ of }) => of.id === line.id),
  )
  if (shelf === undefined) return undefined
  const { workspaceId, folderId, things } = shelf
  const at = things.findIndex(({ of }) => of.id === line.id)
  const before = edge === 'into' ? null : (things[edge === 'before' ? at : at + 1]?.of.id ?? null)
  return { workspaceId, folderId, before }
}

function dropAt(
  { x, y }: { readonly x: number; readonly y: number },
  dragged: TreeLineKey,
  { sections }: TreeDragOptions,
): TreeDrop | null {
  const under = document.elementFromPoint(x, y)
  if (under === null) return null
  if (dragged.kind === 'folder') {
    // A folder stands beside folders: what is in one belongs to it.
    const block = under.closest<HTMLElement>('[data-tree-block]')
    const id = block?.dataset['treeBlock']
    if (block === null || id === undefined || id === dragged.id) return null
    if (!foldersBeside(sections, dragged.id).includes(id)) return null
    return { line: { kind: 'folder', id }, edge: halfOf(block, y) }
  }
  const line = lineOf(under)
  // Favourites stand among themselves.
  if (line === undefined || line.id === dragged.id || (line.kind === 'favourite') !== (dragged.kind === 'favourite')) {
    return null
  }
  if (line.kind === 'folder' || line.kind === 'workspace') return { line, edge: 'into' }
  const element = under.closest<HTMLElement>('[data-tree]')
  return element === null ? null : { line, edge: halfOf(element, y) }
}

function halfOf(element: HTMLElement, y: number): 'before' | 'after' {
  const { top, height } = element.getBoundingClientRect()
  return y < top + height / 2 ? 'before' : 'after'
}

function lineOf(element: Element): TreeLineKey | undefined {
  const { tree, id } = element.closest<HTMLElement>('[data-tree]')?.dataset ?? {}
  const kind = lineKinds.find((known) => known === tree)
  return kind === undefined || id === undefined ? undefined : { kind, id }
}

function sameDrop(left: TreeDrop | null, right: TreeDrop | null): boolean {
  return left?.edge === right?.edge && left?.line.id === right?.line.id
}

/** What follows the pointer. Moved by hand: nothing is drawn anew for it. */
function ghostOf(target: Element): HTMLElement {
  const ghost = document.createElement('div')
  ghost.className = 'tree-ghost'
  ghost.setAttribute('aria-hidden', 'true')
  ghost.textContent = target.closest('[data-tree]')?.querySelector('.fu-truncate')?.textContent ?? ''
  return ghost
}
