import type { BoardColumn } from '@fulcrum/domain'
import { Popover, type Anchor, type MenuItem, type MenuSection } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useKinds } from '../../../../shell/client-context.tsx'
import { KindEditor } from '../../../../shell/kind-editor.tsx'
import { useTransfer } from '../../../../shell/transfer-context.ts'
import { withParts } from '../../lazy-parts.ts'
import { useOverlays } from '../../overlays.tsx'
import { useScene } from '../../scene.tsx'
import type { TimelineColumns } from './chosen-columns.ts'
import { disconnect } from './connect.ts'
import { farSight } from './far-words.ts'
import { waitsOf, type BoardPlan } from './read-plan.ts'

/** Opens the menu of an item: what every view offers, and before it what a timeline does by dragging. */
export function useBarMenu(columns: TimelineColumns, connects: boolean, far: BoardPlan['far']) {
  const scene = useScene()
  const overlays = useOverlays()
  const transfer = useTransfer()
  const { columnViews } = useKinds()
  const { state, model, rights, items, context } = scene
  const { spans, dependency } = columns
  const edit = (anchor: Anchor, rowId: string, column: BoardColumn): void => {
    const row = model?.ids.rowOf(rowId)
    const Editor = columnViews.get(column.kind.id)?.Editor
    if (row === undefined || Editor === undefined) return
    overlays.show((close) => (
      <Popover open anchor={anchor} label={column.title} onClose={close}>
        <KindEditor
          Editor={Editor}
          kind={column.kind}
          value={state.cell(row, column.number)}
          settings={column.settings}
          context={context}
          label={column.title}
          onCommit={(value) => {
            close()
            items.setCell(rowId, String(column.number), value)
          }}
          onCancel={close}
          host={{
            item: model?.refOf(rowId) ?? row,
            column: column.number,
            columns: () => scene.records.columns,
            valueOf: (number) => state.cell(row, number),
            run: (command, args) => items.act(rowId, command, args),
          }}
        />
      </Popover>
    ))
  }
  return (anchor: Anchor, rowId: string): void => {
    const row = model?.ids.rowOf(rowId)
    if (row === undefined) return
    const first: MenuItem[] = []
    for (const column of [spans?.date, spans?.end]) {
      if (column === undefined || !rights.editColumn(column)) continue
      first.push({
        id: `days-${column.number}`,
        title: spans?.end === undefined ? t('Dates …') : `${column.title} …`,
        icon: 'calendar',
        onSelect: () => edit(anchor, rowId, column),
      })
    }
    if (dependency !== undefined && connects) {
      first.push({
        id: 'waits',
        title: t('Waits for …'),
        icon: 'link',
        onSelect: () => edit(anchor, rowId, dependency),
      })
      const known = waitsOf(state, row, dependency).flatMap(({ item }) => state.rowOf(item) ?? [])
      if (known.length > 0) {
        first.push({
          id: 'free',
          title: t('Does not wait for'),
          icon: 'x',
          items: [
            {
              items: known.map((other) => ({
                id: String(other),
                title: String(state.system(other, 'title') ?? ''),
                onSelect: () => disconnect(scene, dependency, other, row),
              })),
            },
          ],
        })
      }
    }
    for (const wait of far.get(row) ?? []) {
      const sight = farSight(wait, context)
      if (sight?.is !== 'item') continue
      const { key, title, boardName } = sight
      first.push({
        id: `far-${wait.item}`,
        title: t('Open {key} {title}', { key, title }),
        ...(boardName !== null && { hint: t('Waits for it, on {board}', { board: boardName }) }),
        icon: 'open',
        onSelect: () => context.items?.open(sight.board, sight.row),
      })
    }
    withParts(({ rowMenu }) => {
      const rest = rowMenu(scene, rowId, new Set(), anchor, overlays, transfer)
      const sections: readonly MenuSection[] = first.length === 0 ? rest : [{ items: first }, ...rest]
      overlays.menu(anchor, t('Item'), sections)
    })
  }
}
