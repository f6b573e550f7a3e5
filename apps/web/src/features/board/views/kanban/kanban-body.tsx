import './kanban.css'
import type { GroupKey } from '@fulcrum/columnar'
import { hasLabels, labelOf } from '@fulcrum/columns'
import { kanbanView, must, readSettings, type ViewField } from '@fulcrum/domain'
import { t } from '@fulcrum/ui/messages'
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { fieldTitle } from '../../model/field-title.ts'
import { labelOfKey, valueOfKey, type SectionInfo } from '../../model/sections.ts'
import { useOverlays } from '../../overlays.tsx'
import { useScene, type BoardScene } from '../../scene.tsx'
import { BulkBar } from '../../table/bulk-bar.tsx'
import { editByKey } from './card-edits.tsx'
import { cardFields } from './card-fields.ts'
import { focusBeside, focusCard, type CardStep } from './card-keys.ts'
import { CardScene, type CardWorld } from './card-scene.ts'
import { CardStack, stackHeight, type StackLane } from './card-stack.tsx'
import { ColumnHead } from './column-head.tsx'
import { headChanges } from './heads.ts'
import { KanbanEmpty } from './kanban-empty.tsx'
import { alsoInLane, laneField, laneTitle } from './lane-field.ts'
import { LaneHead } from './lane-head.tsx'
import { LaneList } from './lane-list.tsx'
import { keyOfLane, laneRows, placeBeside, type Lane } from './lanes.ts'
import { NewColumn } from './new-column.tsx'
import { useCardDrag, type CardPlace } from './use-card-drag.ts'
import { useCardInHand } from './use-card-in-hand.ts'
import { useCardSelection } from './use-card-selection.ts'
import { useColumnsInSight } from './use-columns-in-sight.ts'
import { useHeadDrag } from './use-head-drag.ts'
import { useLimits } from './use-limits.ts'

/** The board as cards in columns, parted across by swimlanes where the view has them. */
export function KanbanBody() {
  const scene = useScene()
  const { view, spec, state, records, items, onStart, rights, context } = scene
  const overlays = useOverlays()
  const model = must(scene.model, 'the items: this view waits for them')
  const revision = useSyncExternalStore(model.subscribe, () => model.revision)
  const settings = useMemo(() => readSettings(kanbanView, spec.settings), [spec.settings])
  // Columns and lanes of the same would be a table of one diagonal.
  const lanesBy = view.groupBy.column === settings.swimlanes ? null : settings.swimlanes
  const across = laneField(state, lanesBy)
  const [adding, setAdding] = useState<string | null>(null)
  const [shut, setShut] = useState<ReadonlySet<string>>(() => new Set())
  const [said, setSaid] = useState('')
  const box = useRef<HTMLDivElement>(null)
  const { ids: selection, ...selecting } = useCardSelection(model, revision)
  const limits = useLimits(revision)
  useCardInHand(box)
  const changes = headChanges(scene)

  const infos = shownColumns(scene, settings.hideEmpty === true)
  const columns = infos.map(({ id }) => model.rowsOf(id))
  const sight = useColumnsInSight(box, `${infos.length}/${across?.column}/${infos.map(({ id }) => model.isShut(id))}`)
  const by = across?.group
  const lanes =
    by === undefined ? null : laneRows(columns, (row) => keyOfLane(state.items.get(by.lane, row)), by.order ?? [])
  const keyOf = (lane: string | undefined): GroupKey | undefined => lanes?.find(({ key }) => String(key) === lane)?.key
  const titleOf = (key: GroupKey) => laneTitle(must(across, 'a field'), key, records, context)

  /** A card alone, or all that are selected with it. */
  const together = (rowId: string): readonly string[] => (selection.has(rowId) ? [...selection] : [rowId])
  const move = (rowId: string, { column, lane, after }: CardPlace): void => {
    const key = keyOf(lane)
    const also = across === undefined || key === undefined ? undefined : alsoInLane(across, key)
    items.move(together(rowId), { sectionId: column, afterRowId: after, beforeRowId: undefined }, also)
  }
  const drag = useCardDrag(box, (rowId) => together(rowId).length, move)
  const dragHead = useHeadDrag(box, (info, before) =>
    changes?.moveBefore(
      info,
      infos.find(({ id }) => id === before),
    ),
  )
  const step = (rowId: string, asked: CardStep, card: HTMLElement): void => {
    if (!asked.moves || !rights.edit) return focusBeside(card, asked)
    const rows = lanes?.map((lane) => lane.rows) ?? [columns]
    const place = placeBeside(rows, model.ids.rowOf(rowId), asked)
    const info = place === null ? undefined : infos[place.column]
    if (place === null || info === undefined) return
    const lane = lanes?.[place.lane]
    move(rowId, {
      column: info.id,
      ...(lane !== undefined && { lane: String(lane.key) }),
      ...(place.after !== null && { after: model.ids.idOf(place.after) }),
    })
    setSaid(t('Moved to {title}', { title: info.title }))
    focusCard(box.current, rowId)
  }
  const order = (): string[] =>
    (lanes?.flatMap((lane) => lane.rows) ?? columns).flatMap((rows) => Array.from(rows, (row) => model.ids.idOf(row)))
  const fields = cardFields(records.columns, settings.cards, [view.groupBy.source?.number, across?.source?.number])
  const world: CardWorld = {
    fields,
    selection,
    select: (rowId, how) => selecting.select(rowId, how, order),
    clearSelection: selecting.clear,
    drag,
    step,
    edit: (rowId, key, anchor) => editByKey(scene, overlays, { key, rowIds: together(rowId), anchor }),
    menu: (rowId) => [
      {
        items: [
          ...laneItems(scene, lanes, { across, rowIds: together(rowId), title: titleOf }),
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

  const first = infos.find(({ id }) => !model.isShut(id))?.id
  const placeOf = (info: string, lane?: Lane): string => `${info}/${lane === undefined ? '' : String(lane.key)}`
  const firstPlace = first === undefined ? null : placeOf(first, lanes?.[0])
  useEffect(() => {
    onStart(() => {
      if (!rights.edit || firstPlace === null) return false
      setAdding(firstPlace)
      return true
    })
    return () => onStart(null)
  }, [onStart, rights.edit, firstPlace])

  const inSight = (at: number): boolean => at >= sight.from && at <= sight.to
  const stack = (at: number, rows: ArrayLike<number>, lane?: Lane, around?: StackLane) => {
    const info = must(infos[at], 'a column')
    const place = placeOf(info.id, lane)
    const also = lane === undefined || across === undefined ? undefined : alsoInLane(across, lane.key)
    if (!inSight(at)) {
      const minHeight = around === undefined ? undefined : stackHeight(rows.length)
      return (
        <div key={info.id} className="fk-stack" data-column={info.id} data-lane={around?.id} style={{ minHeight }} />
      )
    }
    return (
      <CardStack
        key={info.id}
        info={info}
        rows={rows}
        adding={adding === place}
        onAdding={(on) => setAdding(on ? place : null)}
        {...(around !== undefined && { lane: around })}
        {...(also !== undefined && { also })}
      />
    )
  }
  const head = (info: SectionInfo) => (
    <ColumnHead
      key={info.id}
      info={info}
      infos={infos}
      changes={changes}
      limit={limits.limitOf(info)}
      standing={limits.standing(info)}
      onlyOpen={limits.onlyOpen}
      countNow={() => limits.countNow(info)}
      foldable={lanes === null}
      onDrag={dragHead}
      onAdd={() => setAdding(placeOf(info.id, lanes?.[0]))}
      onSelectAll={() => selecting.set(model.rowIdsOf(info.id))}
    />
  )
  const drawLane = (lane: Lane, around: StackLane) => (
    <section className="fk-lane" aria-label={titleOf(lane.key).title}>
      <LaneHead
        {...titleOf(lane.key)}
        count={lane.count}
        shut={shut.has(around.id)}
        onToggle={() => setShut((before) => toggled(before, around.id))}
      />
      {!shut.has(around.id) && (
        <div className="fk-cells">{lane.rows.map((rows, at) => stack(at, rows, lane, around))}</div>
      )}
    </section>
  )
  return (
    <CardScene value={world}>
      <div className="fk-frame">
        <div
          className="fk"
          ref={box}
          data-lanes={lanes !== null}
          aria-label={records.name}
          role="group"
          onFocus={({ target }) => {
            // Tab leads to what is half in sight, and the browser is content with that.
            if (target.matches(':focus-visible')) target.scrollIntoView({ block: 'nearest', inline: 'nearest' })
          }}
        >
          <div className="fk-wide">
            {lanes === null ? (
              infos.map((info, at) => (
                <section className="fk-column" key={info.id} aria-label={info.title} data-shut={model.isShut(info.id)}>
                  {head(info)}
                  {!model.isShut(info.id) && stack(at, must(columns[at], 'its rows'))}
                </section>
              ))
            ) : (
              <>
                <div className="fk-heads">
                  {infos.map(head)}
                  {changes !== null && <NewColumn changes={changes} />}
                </div>
                <LaneList
                  key={String(across?.column)}
                  lanes={lanes}
                  frame={box}
                  isShut={({ key }) => shut.has(String(key))}
                  draw={drawLane}
                />
              </>
            )}
            {lanes === null && changes !== null && <NewColumn changes={changes} />}
          </div>
        </div>
        {(model.count === 0 || infos.length === 0) && (
          <KanbanEmpty hasColumns={infos.length > 0} onAdd={() => firstPlace !== null && setAdding(firstPlace)} />
        )}
        <BulkBar selection={selection} onClear={selecting.clear} />
        <div className="fu-hidden" role="status">
          {said}
        </div>
      </div>
    </CardScene>
  )
}

/** The columns as they are shown: labels that nobody can choose any more only where a card has one still. */
function shownColumns({ model, view }: BoardScene, hideEmpty: boolean): readonly SectionInfo[] {
  const settings = view.groupBy.source?.settings ?? null
  return (model?.infos ?? []).filter((info) => {
    if ((model?.countOf(info.id) ?? 0) > 0) return true
    const number = labelOfKey(info.key)
    const label = hasLabels(settings) && number !== null ? labelOf(settings, number) : undefined
    return !hideEmpty && label?.retired !== true
  })
}

interface LaneMove {
  readonly across: ViewField | undefined
  readonly rowIds: readonly string[]
  readonly title: (key: GroupKey) => { readonly title: string }
}

/** The line of a card's menu that moves it to another swimlane. */
function laneItems(scene: BoardScene, lanes: readonly Lane[] | null, { across, rowIds, title }: LaneMove) {
  const { rights, items, records } = scene
  const source = across?.source
  if (lanes === null || across === undefined) return []
  if (source === undefined ? !rights.edit : !rights.editColumn(source)) return []
  const put = (key: GroupKey): void => {
    if (source !== undefined) return items.setMany(rowIds, String(source.number), valueOfKey(source, key))
    const group = records.groups.find(({ number }) => number === key)
    if (group !== undefined) items.moveToGroup(rowIds, group.id)
  }
  return [
    {
      id: 'move-to-lane',
      title: t('Move to lane'),
      icon: 'group' as const,
      items: [
        {
          title: fieldTitle(across),
          items: lanes.map(({ key }) => ({
            id: String(key),
            title: title(key).title,
            onSelect: () => put(key),
          })),
        },
      ],
    },
  ]
}

function toggled(before: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(before)
  if (!next.delete(id)) next.add(id)
  return next
}
