/** How far a pointer moves before a press becomes a drag. */
const THRESHOLD_PX = 4

interface DragHandlers {
  /** The press became a drag. */
  start?(): void
  move(event: PointerEvent): void
  /** Released; not called for a press that never moved. */
  drop(): void
  /** Always last, also after Escape or a lost pointer. */
  end?(): void
}

/** Follows one pointer from a press until it is released. Escape calls it off. */
export function followPointer(down: PointerEvent, handlers: DragHandlers, thresholdPx = THRESHOLD_PX): void {
  let dragging = false
  const onMove = (event: PointerEvent): void => {
    if (event.pointerId !== down.pointerId) return
    if (!dragging) {
      if (Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) < thresholdPx) return
      dragging = true
      handlers.start?.()
    }
    handlers.move(event)
  }
  const stop = (): void => {
    document.removeEventListener('pointermove', onMove)
    document.removeEventListener('pointerup', onUp)
    document.removeEventListener('pointercancel', stop)
    document.removeEventListener('keydown', onKey, true)
    if (dragging) handlers.end?.()
  }
  const onUp = (event: PointerEvent): void => {
    if (event.pointerId !== down.pointerId) return
    if (dragging) {
      handlers.drop()
      swallowClick()
    }
    stop()
  }
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    if (dragging) document.addEventListener('pointerup', swallowClick, { capture: true, once: true })
    stop()
  }
  document.addEventListener('pointermove', onMove)
  document.addEventListener('pointerup', onUp)
  document.addEventListener('pointercancel', stop)
  document.addEventListener('keydown', onKey, true)
}

/** The click that follows a drag is not a click. */
function swallowClick(): void {
  document.addEventListener('click', swallow, { capture: true, once: true })
  setTimeout(() => document.removeEventListener('click', swallow, true), 0)
}

function swallow(event: Event): void {
  event.stopPropagation()
  event.preventDefault()
}
