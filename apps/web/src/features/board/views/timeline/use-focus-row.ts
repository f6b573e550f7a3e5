import { useCallback, useState, type RefObject } from 'react'
import { useScene } from '../../scene.tsx'

/** The row where the keyboard is, and ways to others, which may have to be scrolled to before they are drawn. */
export function useFocusRow(box: RefObject<HTMLElement | null>, topOf: (rowId: string) => number | null) {
  const { model } = useScene()
  const [focused, setFocused] = useState<string | null>(null)
  const focusRow = (rowId: string): void => {
    const frame = box.current
    const top = topOf(rowId)
    if (frame === null || top === null) return
    setFocused(rowId)
    // The head covers what is above, the row is as tall as it is.
    if (top - 90 < frame.scrollTop) frame.scrollTo({ top: top - 90 })
    else if (top + 72 > frame.scrollTop + frame.clientHeight) frame.scrollTo({ top: top + 72 - frame.clientHeight })
    afterDrawn(() => {
      const target = frame.querySelector<HTMLElement>(`[data-focus=${JSON.stringify(rowId)}]`)
      target?.focus({ preventScroll: true })
      target?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    })
  }
  const step = (rowId: string, by: 1 | -1): void => {
    const next = model?.neighbour(rowId, by)
    if (next !== null && next !== undefined) focusRow(next)
  }
  return { focused, setFocused: useCallback((rowId: string) => setFocused(rowId), []), focusRow, step }
}

/** Once what was scrolled to, or moved, is drawn. */
function afterDrawn(call: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(call)))
}
