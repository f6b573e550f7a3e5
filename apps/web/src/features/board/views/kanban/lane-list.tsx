import { must } from '@fulcrum/domain'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useLayoutEffect, useRef, useState, type ReactNode, type RefObject } from 'react'
import type { Lane } from './lanes.ts'
import { stackHeight, type StackLane } from './card-stack.tsx'

/** The head of a lane, what is below its cards, and a lane that is folded. */
const HEAD_PX = 32
const BELOW_PX = 12
const SHUT_PX = HEAD_PX + BELOW_PX

interface LaneListProps {
  readonly lanes: readonly Lane[]
  readonly frame: RefObject<HTMLElement | null>
  readonly isShut: (lane: Lane) => boolean
  readonly draw: (lane: Lane, stack: StackLane) => ReactNode
}

/** The swimlanes, one below the other; only those in sight are there. */
export function LaneList({ lanes, frame, isShut, draw }: LaneListProps) {
  const list = useRef<HTMLDivElement>(null)
  const [startPx, setStartPx] = useState(0)
  useLayoutEffect(() => setStartPx(list.current?.offsetTop ?? 0), [])
  // It tells its own moves: nothing that it gives is kept.
  // oxlint-disable-next-line react-hooks/incompatible-library
  const virtual = useVirtualizer({
    count: lanes.length,
    getScrollElement: () => frame.current,
    estimateSize: (index) => heightOf(must(lanes[index], 'a lane'), isShut),
    overscan: 1,
    scrollMargin: startPx,
    getItemKey: (index) => String(lanes[index]?.key),
  })
  return (
    <div className="fk-lanes" ref={list} style={{ height: virtual.getTotalSize() }}>
      {virtual.getVirtualItems().map(({ index, key, start }) => (
        <div
          key={String(key)}
          className="fk-lane-place"
          data-index={index}
          ref={virtual.measureElement}
          style={{ transform: `translateY(${start - startPx}px)` }}
        >
          {draw(must(lanes[index], 'a lane'), { id: String(key), frame, topPx: start + HEAD_PX })}
        </div>
      ))}
    </div>
  )
}

/** About how tall a lane is before it is measured. */
function heightOf(lane: Lane, isShut: LaneListProps['isShut']): number {
  if (isShut(lane)) return SHUT_PX
  return HEAD_PX + Math.max(...lane.rows.map(({ length }) => stackHeight(length))) + BELOW_PX
}
