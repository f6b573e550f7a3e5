import { must } from '@fulcrum/domain'
import { inDigits } from '@fulcrum/ui/messages'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef, type ReactNode } from 'react'
import type { WorkLine } from './work-lines.ts'

/** A line before it is measured, and how many stand ready above and below those in sight. */
const LINE_PX = 39
const READY = 12

interface WorkListProps {
  readonly lines: readonly WorkLine[]
  readonly draw: (item: Extract<WorkLine, { readonly item: unknown }>['item']) => ReactNode
}

/** All of one's work in one list that scrolls; only the lines in sight are there. */
export function WorkList({ lines, draw }: WorkListProps) {
  const box = useRef<HTMLDivElement>(null)
  // It tells its own moves: nothing that it gives is kept.
  // oxlint-disable-next-line react-hooks/incompatible-library
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => box.current,
    estimateSize: () => LINE_PX,
    overscan: READY,
    initialRect: { width: 0, height: window.innerHeight },
    getItemKey: (index) => lines[index]?.id ?? index,
  })
  return (
    <div className="work-scroll" ref={box} tabIndex={-1}>
      <div className="work-tall" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, key, start }) => {
          const line = must(lines[index], 'a line')
          return (
            <div
              key={String(key)}
              className="work-place"
              data-index={index}
              ref={virtual.measureElement}
              style={{ transform: `translateY(${start}px)` }}
            >
              {'item' in line ? (
                draw(line.item)
              ) : (
                <h2 className="work-head">
                  {line.title} <span className="home-number fu-tabular">{inDigits(line.count)}</span>
                </h2>
              )}
            </div>
          )
        })}
      </div>
    </div>
  )
}
