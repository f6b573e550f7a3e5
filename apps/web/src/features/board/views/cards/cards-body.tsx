import '../kanban/kanban.css'
import './cards.css'
import { cardsView, maxItemTitleLength, must, readSettings } from '@fulcrum/domain'
import { t } from '@fulcrum/ui/messages'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { useOverlays } from '../../overlays.tsx'
import { useScene } from '../../scene.tsx'
import { BulkBar } from '../../table/bulk-bar.tsx'
import { CardButton } from '../kanban/card-button.tsx'
import { editByKey } from '../kanban/card-edits.tsx'
import { focusCard, type CardStep } from '../kanban/card-keys.ts'
import { CardScene, type CardWorld } from '../kanban/card-scene.ts'
import { KanbanEmpty } from '../kanban/kanban-empty.tsx'
import { useCardSelection } from '../kanban/use-card-selection.ts'
import { AddCard } from './add-card.tsx'
import { cardLines, cardsAcross, placeBy, rowBeside } from './card-lines.ts'
import { Cover } from './cover.tsx'
import { coverColumn, galleryFields } from './covers.ts'
import { SectionHead } from './section-head.tsx'
import { useWidth } from './use-width.ts'

/** A line of cards before it is measured, and its frame on both sides. */
const LINE_PX = 240
const SIDES_PX = 32

/** The items as cards beside each other, section by section; only the lines in sight are there. */
export function CardsBody() {
  const scene = useScene()
  const { view, spec, records, items, onStart, rights } = scene
  const overlays = useOverlays()
  const model = must(scene.model, 'the items: this view waits for them')
  const revision = useSyncExternalStore(model.subscribe, () => model.revision)
  const settings = useMemo(() => readSettings(cardsView, spec.settings), [spec.settings])
  const size = settings.size ?? 'normal'
  const box = useRef<HTMLDivElement>(null)
  const across = cardsAcross(useWidth(box) - SIDES_PX, size)
  const [adding, setAdding] = useState<string | null>(null)
  const [focused, setFocused] = useState<number | null>(null)
  const [said, setSaid] = useState('')
  const { ids: selection, ...selecting } = useCardSelection(model, revision)

  const lines = useMemo(() => {
    const sections = model.infos.map((info) => ({
      info,
      rows: model.rowsOf(info.id),
      isShut: model.isShut(info.id),
    }))
    return cardLines(sections, across, rights.edit)
    // What the model holds moved where its revision did.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [model, revision, across, rights.edit])
  const infos = model.infos
  const opened = infos.filter(({ id }) => !model.isShut(id))
  const cover = coverColumn(records.columns, settings.cover)
  const order = (): string[] => opened.flatMap(({ id }) => model.rowIdsOf(id))

  // It tells its own moves: nothing that it gives is kept.
  // oxlint-disable-next-line react-hooks/incompatible-library
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => box.current,
    estimateSize: () => LINE_PX,
    overscan: 2,
    initialRect: { width: 0, height: window.innerHeight },
    getItemKey: (index) => `${across}/${size}/${lines[index]?.id ?? index}`,
  })
  const drawn = virtual.getVirtualItems().map((place) => ({ place, line: must(lines[place.index], 'a line') }))

  /** A card itself goes, within its section. */
  const moveBy = (row: number, by: number): void => {
    if (!rights.edit) return
    if ((spec.sort ?? []).length > 0) {
      setSaid(t('This view is sorted: the order stays the sorted one.'))
      return
    }
    const section = opened.find(({ id }) => Array.from(model.rowsOf(id)).includes(row))
    const rows = section === undefined ? [] : Array.from(model.rowsOf(section.id))
    const found = placeBy(rows, row, by)
    if (section === undefined || found === undefined) return
    const rowId = model.ids.idOf(row)
    const afterRowId = found.after === undefined ? undefined : model.ids.idOf(found.after)
    items.move([rowId], { sectionId: section.id, afterRowId, beforeRowId: undefined })
    setSaid(t('Moved to place {place} of {count}', { place: found.place, count: rows.length }))
    focusCard(box.current, rowId)
  }
  /** Goes to the card beside this one; with Shift it goes there itself. */
  const step = (rowId: string, { across: by, down, moves }: CardStep): void => {
    const row = model.ids.rowOf(rowId)
    if (row === undefined) return
    if (moves) {
      moveBy(row, by + down * across)
      return
    }
    const found = rowBeside(lines, row, { across: by, down })
    if (found === undefined) return
    const next = model.ids.idOf(found.row)
    const card = box.current?.querySelector<HTMLElement>(`[data-card=${JSON.stringify(next)}]`)
    // Keys that follow at once are those of the next card already.
    card?.focus({ preventScroll: true })
    virtual.scrollToIndex(found.line, { align: 'auto' })
    if (card === null) focusCard(box.current, next)
  }
  const together = (rowId: string): readonly string[] => (selection.has(rowId) ? [...selection] : [rowId])
  const world: CardWorld = {
    fields: galleryFields(records.columns, settings, view.groupBy.source?.number),
    selection,
    select: (rowId, how) => selecting.select(rowId, how, order),
    clearSelection: selecting.clear,
    drag: () => undefined,
    step,
    edit: (rowId, key, anchor) => editByKey(scene, overlays, { key, rowIds: together(rowId), anchor }),
    menu: (rowId) => [
      {
        items: [
          {
            id: 'select',
            title: selection.has(rowId) ? t('Take out of the selection') : t('Select'),
            icon: 'checkbox',
            shortcut: 'X',
            onSelect: () => selecting.select(rowId, 'toggle', order),
          },
        ],
      },
    ],
  }

  const first = opened[0]?.id
  const hasGroup = records.groups.length > 0
  /** Where a new item is typed: behind the cards of the first section, or, where no section is open, above them all. */
  const startAdding = (): boolean => {
    if (!rights.edit || !hasGroup) return false
    if (first !== undefined) setAdding(first)
    else if (box.current !== null) {
      const onAnswer = (title: string) => void items.addWith(title, [])
      overlays.ask(box.current, {
        label: t('Title of the new item'),
        placeholder: t('Title, then Enter'),
        maxLength: maxItemTitleLength,
        onAnswer,
      })
    }
    return true
  }
  useEffect(() => {
    onStart(startAdding)
    return () => onStart(null)
  })
  const addLine = lines.findIndex((line) => 'cells' in line && line.section === adding && line.cells.includes('add'))
  useEffect(() => {
    if (addLine >= 0) virtual.scrollToIndex(addLine, { align: 'auto' })
  }, [addLine, virtual])

  const rowsDrawn = drawn.flatMap(({ line }) => ('cells' in line ? line.cells : []))
  const tabStop = rowsDrawn.includes(focused ?? -1) ? focused : rowsDrawn.find((cell) => cell !== 'add')
  return (
    <CardScene value={world}>
      <div className="fk-frame">
        <div className="fg" ref={box} role="group" aria-label={records.name} data-size={size}>
          <div className="fg-tall" style={{ height: virtual.getTotalSize() }}>
            {drawn.map(({ place, line }) => (
              <div
                key={String(place.key)}
                className="fg-line"
                data-index={place.index}
                ref={virtual.measureElement}
                style={{ transform: `translateY(${place.start}px)` }}
              >
                {'head' in line ? (
                  <SectionHead info={line.head} />
                ) : (
                  <div className="fg-cells" style={{ gridTemplateColumns: `repeat(${across}, minmax(0, 1fr))` }}>
                    {line.cells.map((cell) =>
                      cell === 'add' ? (
                        <AddCard
                          key="add"
                          section={line.section}
                          open={adding === line.section}
                          onOpen={(open) => setAdding(open ? line.section : null)}
                        />
                      ) : (
                        <CardButton key={cell} row={cell} tabStop={cell === tabStop} onFocus={() => setFocused(cell)}>
                          {cover && <Cover column={cover} row={cell} />}
                        </CardButton>
                      ),
                    )}
                  </div>
                )}
              </div>
            ))}
          </div>
        </div>
        {(model.count === 0 || infos.length === 0) && (
          <KanbanEmpty
            hasColumns={hasGroup && (infos.length > 0 || view.groupBy.column !== 'group')}
            onAdd={() => void startAdding()}
          />
        )}
        <BulkBar selection={selection} onClear={selecting.clear} />
        <div className="fu-hidden" role="status">
          {said}
        </div>
      </div>
    </CardScene>
  )
}
