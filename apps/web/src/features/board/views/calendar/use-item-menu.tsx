import type { Anchor } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useTransfer } from '../../../../shell/transfer-context.ts'
import { withParts } from '../../lazy-parts.ts'
import { useOverlays } from '../../overlays.tsx'
import { useScene } from '../../scene.tsx'
import { daySections } from './day-menu.ts'
import { PickDay } from './pick-day.tsx'
import { hasEnds, spanAt, type Spans } from './spans.ts'
import type { DaySpan } from './week-lanes.ts'

/** Opens the menu of an item: what a drag does with it, then what every item has. */
export function useItemMenu(
  spans: Spans,
  move: (row: number, to: DaySpan | null) => void,
): (row: number, anchor: Anchor) => void {
  const scene = useScene()
  const overlays = useOverlays()
  const transfer = useTransfer()
  const { model, reader, rights, context } = scene
  return (row, anchor) => {
    if (model === null || reader === null) return
    const rowId = model.ids.idOf(row)
    const span = spanAt(reader, row, spans)
    const isMovable =
      rights.edit && [spans.date, spans.end].every((column) => column === undefined || rights.editColumn(column))
    const onPick = (): void =>
      overlays.show((close) => (
        <PickDay
          anchor={anchor}
          value={span?.start}
          onClose={close}
          onPick={(day) => move(row, { start: day, end: day + (span === null ? 0 : span.end - span.start) })}
        />
      ))
    const moves = isMovable
      ? daySections({
          span,
          today: context.today,
          resizes: hasEnds(spans),
          onMove: (to) => move(row, to),
          onPick,
        })
      : []
    withParts(({ rowMenu }) =>
      overlays.menu(anchor, t('Item'), [...moves, ...rowMenu(scene, rowId, new Set(), anchor, overlays, transfer)]),
    )
  }
}
