import { followPointer } from './grid/pointer-drag.ts'

/** What a drag of a tab reads and tells. */
interface TabDrag {
  readonly list: HTMLElement
  /** The ids of the tabs among which it moves, its own too, in their order. */
  readonly among: readonly string[]
  /** Before which tab it would come, or behind all of them (undefined); null once the drag is over. */
  readonly onPlace: (place: { readonly before: string | undefined } | null) => void
  /** Not told where it stays in its place. */
  readonly onDrop: (before: string | undefined) => void
}

const EDGE_PX = 24

/** Follows the pointer that has pressed on a tab; a list that is too long for its room scrolls while it is held at an edge. */
export function dragTab(down: PointerEvent, id: string, { list, among, onPlace, onDrop }: TabDrag): void {
  const at = among.indexOf(id)
  let before: string | undefined = id
  let pointerX = down.clientX
  let frame = 0
  const look = (): void => {
    before = tabAt(list, among, pointerX)
    onPlace({ before })
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
      if (before !== id && before !== among[at + 1]) onDrop(before)
    },
    end: () => {
      cancelAnimationFrame(frame)
      onPlace(null)
    },
  })
}

/** The first tab whose middle lies behind a place, in the way in which the page reads. */
function tabAt(list: HTMLElement, among: readonly string[], xPx: number): string | undefined {
  const rtl = getComputedStyle(list).direction === 'rtl'
  return among.find((id) => {
    const box = list.querySelector(`[data-tab=${JSON.stringify(id)}]`)?.getBoundingClientRect()
    if (box === undefined) return false
    const middle = box.left + box.width / 2
    return rtl ? middle < xPx : middle > xPx
  })
}
