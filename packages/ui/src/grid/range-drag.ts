import { focusOf } from './grid-dom.ts'
import { sameFocus } from './grid-keys.ts'
import type { GridPointer, RowFocus } from './grid-pointer.ts'
import { followPointer } from './pointer-drag.ts'

/** Takes the cells together over which the pointer goes. */
export function startRangeDrag(
  { drags, setFocus, take }: GridPointer,
  event: React.PointerEvent,
  from: RowFocus,
): void {
  const { viewport, live } = drags
  const root = viewport.element()
  if (root === null) return
  followPointer(event.nativeEvent, {
    move: ({ clientX, clientY }) => {
      const under = document.elementFromPoint(clientX, clientY)
      const named =
        under !== null && root.contains(under) ? focusOf(under, live.current.props.model.sections) : undefined
      if (named?.kind !== 'row') return
      take(from, named)
      setFocus((old) => (old !== undefined && sameFocus(old, named) ? old : named))
    },
    drop: () => undefined,
  })
}
