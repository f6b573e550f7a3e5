import { followPointer } from './grid/pointer-drag.ts'

/** Which tabs can be moved, and what becomes of it. */
interface TabMoves {
  /** The ids of the tabs among which one can be moved, its own too, in their order; none where it stays. */
  readonly among: (id: string) => readonly string[]
  /** A tab was moved before another one, or behind all among which it stands. Not told where it stays in its place. */
  readonly onMove: (id: string, before: string | undefined) => void
}

const EDGE_PX = 24

/**
 * Lets tabs be moved: by Alt and an arrow, and by dragging, which Escape calls off. `list` is what the tabs stand in. Gives what ends
 * it. `const stop = holdTabs(list, { among, onMove })`
 */
export function holdTabs(list: HTMLElement, moves: TabMoves): () => void {
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
    const id = idAt(event)
    if (by === undefined || !event.altKey || id === undefined) return
    // An arrow by itself goes to another tab, and with Alt back to another page.
    event.preventDefault()
    event.stopPropagation()
    const ids = moves.among(id)
    const at = ids.indexOf(id)
    const step = isRtl(list) ? -by : by
    if (ids[at + step] === undefined) return
    moves.onMove(id, ids[step === 1 ? at + 2 : at - 1])
  }
  const onPointerDown = (event: PointerEvent): void => {
    const id = idAt(event)
    // A finger scrolls the row.
    if (id === undefined || event.button !== 0 || event.pointerType === 'touch') return
    const ids = moves.among(id)
    if (ids.length > 1) dragTab(event, { list, id, ids, onMove: moves.onMove })
  }
  list.addEventListener('keydown', onKeyDown)
  list.addEventListener('pointerdown', onPointerDown)
  return () => {
    list.removeEventListener('keydown', onKeyDown)
    list.removeEventListener('pointerdown', onPointerDown)
  }
}

interface TabDrag extends Pick<TabMoves, 'onMove'> {
  readonly list: HTMLElement
  readonly id: string
  readonly ids: readonly string[]
}

/** Follows the pointer that has pressed on a tab; a list that is too long for its room scrolls while it is held at an edge. */
function dragTab(down: PointerEvent, { list, id, ids, onMove }: TabDrag): void {
  let before: string | undefined = id
  let pointerX = down.clientX
  let frame = 0
  const look = (): void => {
    before = tabAt(list, ids, pointerX)
    unmark(list)
    mark(list, id, 'from')
    mark(list, before ?? ids.at(-1), before === undefined ? 'behind' : 'before')
  }
  const scrollAtEdges = (): void => {
    const { left, right } = list.getBoundingClientRect()
    const over = Math.max(0, pointerX - (right - EDGE_PX)) - Math.max(0, left + EDGE_PX - pointerX)
    if (over !== 0) {
      list.scrollLeft += over / 3
      look()
    }
    frame = requestAnimationFrame(scrollAtEdges)
  }
  followPointer(down, {
    start: () => {
      frame = requestAnimationFrame(scrollAtEdges)
    },
    move: ({ clientX }) => {
      pointerX = clientX
      look()
    },
    drop: () => {
      if (before !== id && before !== ids[ids.indexOf(id) + 1]) onMove(id, before)
    },
    end: () => {
      cancelAnimationFrame(frame)
      unmark(list)
    },
  })
}

/** The first tab whose middle lies behind a place, in the way in which the page reads. */
function tabAt(list: HTMLElement, ids: readonly string[], xPx: number): string | undefined {
  const rtl = isRtl(list)
  return ids.find((id) => {
    const box = tabOf(list, id)?.getBoundingClientRect()
    if (box === undefined) return false
    const middle = box.left + box.width / 2
    return rtl ? middle < xPx : middle > xPx
  })
}

/** Says on a tab what the drag is to it: where it began, or on which side it would end. */
function mark(list: HTMLElement, id: string | undefined, drag: 'from' | 'before' | 'behind'): void {
  const tab = id === undefined ? null : tabOf(list, id)
  if (tab !== null) tab.dataset['drag'] = `${tab.dataset['drag'] ?? ''} ${drag}`.trim()
}

function unmark(list: HTMLElement): void {
  for (const tab of list.querySelectorAll<HTMLElement>('[data-drag]')) delete tab.dataset['drag']
}

function idAt({ target }: Event): string | undefined {
  return target instanceof Element ? target.closest<HTMLElement>('[data-tab]')?.dataset['tab'] : undefined
}

function tabOf(list: HTMLElement, id: string): HTMLElement | null {
  return list.querySelector<HTMLElement>(`[data-tab=${JSON.stringify(id)}]`)
}

function isRtl(list: HTMLElement): boolean {
  return getComputedStyle(list).direction === 'rtl'
}
