import type { ChartSettings } from '@fulcrum/domain'
import { Button } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useLayoutEffect, useMemo, useRef, useState, type ReactNode, type RefObject } from 'react'
import { useToasts } from '../../../../shell/client-context.tsx'
import { useOverlays } from '../../overlays.tsx'
import { copyCsv, saveDrawing } from './copy-chart.ts'
import { MarkContext, stepMark, type Mark, type MarkWorld, type Tip } from './marks.ts'
import { PartItems } from './part-items.tsx'

interface ChartFrameProps {
  readonly title: string
  readonly settings: ChartSettings
  /** The figures as lines of a spreadsheet. */
  readonly csv: () => readonly (readonly string[])[]
  readonly open: Mark | null
  readonly onOpen: (mark: Mark | null) => void
  /** The items of what is open. */
  readonly rows: ArrayLike<number> & Iterable<number>
  readonly onTable?: () => void
  /** What the figures are of, in a sentence. */
  readonly note: ReactNode
  readonly table: ReactNode
  readonly children: (width: number) => ReactNode
}

/** What stands around every chart: its heading, what is said of a part, the items of an open one, the figures as a table. */
export function ChartFrame(props: ChartFrameProps) {
  const { title, open, onOpen, rows, note, table } = props
  const box = useRef<HTMLDivElement>(null)
  const from = useRef<Element | null>(null)
  const [tip, setTip] = useState<Tip | null>(null)
  const width = useWidth(box)
  const world = useMemo<MarkWorld>(
    () => ({
      onOpen: (mark) => {
        from.current = document.activeElement
        onOpen(mark)
      },
      onTip: setTip,
      isOpen: (mark) => open !== null && open.key === mark.key && open.split === mark.split,
    }),
    [onOpen, open],
  )
  return (
    <div className="fch">
      <figure className="fch-main" aria-label={title}>
        <figcaption>
          <h2>{title}</h2>
          <CopyButton {...props} box={box} />
        </figcaption>
        <div
          className="fch-drawing"
          // Days and figures grow to the right, as everywhere on paper; words in it are isolated.
          dir="ltr"
          ref={box}
          onKeyDown={(event) => {
            if (!stepMark(event.currentTarget, event.key)) return
            event.preventDefault()
            event.stopPropagation()
          }}
        >
          <MarkContext value={world}>{width > 0 && props.children(width)}</MarkContext>
          {tip !== null && <TipBox tip={tip} box={box} />}
        </div>
        <p className="fch-note">{note}</p>
        {table}
      </figure>
      {open !== null && (
        <PartItems
          key={`${String(open.key)} ${String(open.split)}`}
          title={open.text.split(': ')[0] ?? open.text}
          rows={rows}
          onClose={() => {
            onOpen(null)
            if (from.current instanceof SVGElement || from.current instanceof HTMLElement) from.current.focus()
          }}
          {...(props.onTable && { onTable: props.onTable })}
        />
      )}
    </div>
  )
}

function useWidth(box: RefObject<HTMLDivElement | null>): number {
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    const element = box.current
    if (element === null) return undefined
    const measure = (): void => setWidth(Math.floor(element.clientWidth))
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [box])
  return width
}

function TipBox({ tip, box }: { readonly tip: Tip; readonly box: RefObject<HTMLDivElement | null> }) {
  const own = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const [element, around] = [own.current, box.current]
    if (element === null || around === null) return
    const [target, frame] = [tip.target.getBoundingClientRect(), around.getBoundingClientRect()]
    const middle = target.left + target.width / 2 - frame.left - element.offsetWidth / 2
    element.style.left = `${Math.max(0, Math.min(frame.width - element.offsetWidth, middle))}px`
    const above = target.top - frame.top - element.offsetHeight - 6
    element.style.top = `${above < -24 ? target.bottom - frame.top + 6 : above}px`
  }, [tip, box])
  return (
    <div className="fch-tip" ref={own} role="presentation">
      {tip.text}
    </div>
  )
}

function CopyButton({ title, csv, box }: ChartFrameProps & { readonly box: RefObject<HTMLDivElement | null> }) {
  const overlays = useOverlays()
  const toasts = useToasts()
  const save = (type: 'svg' | 'png') => (): void => {
    const drawing = box.current?.querySelector('svg.fch-svg')
    if (!(drawing instanceof SVGSVGElement)) {
      toasts.show({ icon: 'warning', text: t('One number has no picture: copy it as CSV.') })
      return
    }
    void saveDrawing(drawing, title, type).catch(() =>
      toasts.show({ icon: 'warning', text: t('This browser could not make a picture of the chart.') }),
    )
  }
  const copy = (): void => {
    void copyCsv(csv()).then(
      () => toasts.show({ icon: 'copy', text: t('The figures are copied as CSV.') }),
      () => toasts.show({ icon: 'warning', text: t('The browser did not let the figures be copied.') }),
    )
  }
  return (
    <Button
      variant="plain"
      icon="download"
      aria-haspopup="menu"
      onClick={(event) =>
        overlays.menu(
          event.currentTarget,
          t('Copy or save'),
          [
            {
              items: [
                { id: 'csv', title: t('Copy as CSV'), icon: 'copy', onSelect: copy },
                { id: 'png', title: t('Save as PNG'), icon: 'download', onSelect: save('png') },
                { id: 'svg', title: t('Save as SVG'), icon: 'download', onSelect: save('svg') },
              ],
            },
          ],
          'end',
        )
      }
    >
      {t('Copy')}
    </Button>
  )
}
