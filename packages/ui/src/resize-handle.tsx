import './resize-handle.css'

interface ResizeHandleProps {
  readonly label: string
  readonly valuePx: number
  readonly minPx: number
  readonly maxPx: number
  readonly onChange: (px: number) => void
  /** The handle stands after (`end`) or before (`start`) what it resizes. */
  readonly edge: 'start' | 'end'
}

const STEP_PX = 16

/**
 * A vertical bar that makes a strip wider or narrower, by pointer or arrow keys; a double click gives the middle width.
 * @example <ResizeHandle label="Sidebar width" edge="end" valuePx={236} minPx={180} maxPx={400} onChange={setWidth} />
 */
export function ResizeHandle({ label, valuePx, minPx, maxPx, onChange, edge }: ResizeHandleProps) {
  const clamp = (px: number): number => Math.round(Math.max(minPx, Math.min(maxPx, px)))
  const directionOf = (element: Element): number => {
    const rtl = getComputedStyle(element).direction === 'rtl' ? -1 : 1
    return edge === 'end' ? rtl : -rtl
  }
  return (
    <div
      className="fu-resize"
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={valuePx}
      aria-valuemin={minPx}
      aria-valuemax={maxPx}
      tabIndex={0}
      onKeyDown={(event) => {
        const direction = directionOf(event.currentTarget)
        const step = event.key === 'ArrowRight' ? STEP_PX : event.key === 'ArrowLeft' ? -STEP_PX : 0
        if (step === 0) return
        event.preventDefault()
        onChange(clamp(valuePx + step * direction))
      }}
      onDoubleClick={() => onChange(clamp((minPx + maxPx) / 2))}
      onPointerDown={(event) => {
        event.preventDefault()
        event.currentTarget.setPointerCapture(event.pointerId)
        event.currentTarget.dataset['from'] = `${event.clientX},${valuePx}`
      }}
      onPointerMove={(event) => {
        const from = event.currentTarget.dataset['from']
        if (from === undefined) return
        const [x = 0, width = 0] = from.split(',').map(Number)
        onChange(clamp(width + (event.clientX - x) * directionOf(event.currentTarget)))
      }}
      onPointerUp={(event) => {
        delete event.currentTarget.dataset['from']
      }}
      onPointerCancel={(event) => {
        delete event.currentTarget.dataset['from']
      }}
    />
  )
}
