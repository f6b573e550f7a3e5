import './kanban.css'
import type { GroupKey } from '@fulcrum/columnar'
import { kanbanView, must, readSettings, viewField } from '@fulcrum/domain'
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { sectionTitle } from '../../model/sections.ts'
import { useScene } from '../../scene.tsx'
import { cardFields } from './card-fields.ts'
import { focusCard, type CardStep } from './card-keys.ts'
import { CardScene, type CardWorld } from './card-scene.ts'
import { CardStack } from './card-stack.tsx'
import { ColumnHead } from './column-head.tsx'
import { LaneHead } from './lane-head.tsx'
import { keyOfLane, laneRows, placeBeside } from './lanes.ts'
import { useCardDrag, type CardPlace } from './use-card-drag.ts'

/** The board as cards in columns, parted across by swimlanes where the view has them. */
export function KanbanBody() {
  const scene = useScene()
  const { view, spec, state, records, items, onStart, rights, context } = scene
  const model = must(scene.model, 'the items: this view waits for them')
  useSyncExternalStore(model.subscribe, () => model.revision)
  const settings = useMemo(() => readSettings(kanbanView, spec.settings), [spec.settings])
  const across = typeof settings.swimlanes === 'number' ? viewField(state, settings.swimlanes) : undefined
  const [adding, setAdding] = useState<string | null>(null)
  const [shut, setShut] = useState<ReadonlySet<string>>(() => new Set())
  const [said, setSaid] = useState('')
  const box = useRef<HTMLDivElement>(null)

  const infos = model.infos.filter((info) => settings.hideEmpty !== true || model.countOf(info.id) > 0)
  const columns = infos.map(({ id }) => model.rowsOf(id))
  const by = across?.group
  const lanes =
    by === undefined ? null : laneRows(columns, (row) => keyOfLane(state.items.get(by.lane, row)), by.order ?? [])
  const keyOf = (lane: string | undefined): GroupKey | undefined => lanes?.find(({ key }) => String(key) === lane)?.key

  const move = (rowId: string, { column, lane, after }: CardPlace): void => {
    const key = keyOf(lane)
    const also = across?.source === undefined || key === undefined ? undefined : { column: across.source, key }
    items.move([rowId], { sectionId: column, afterRowId: after, beforeRowId: undefined }, also)
  }
  const drag = useCardDrag(box, move)
  const step = (rowId: string, asked: CardStep): void => {
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
    setSaid(`Moved to ${info.title}`)
    focusCard(box.current, rowId)
  }
  const fields = cardFields(records.columns, settings.cards, [view.groupBy.source?.number, across?.source?.number])
  const world: CardWorld = { fields, drag, step }

  const first = infos.find(({ id }) => !model.isShut(id))?.id
  const lane = lanes?.[0]
  const firstPlace = first === undefined ? null : `${first}/${lane === undefined ? '' : String(lane.key)}`
  useEffect(() => {
    onStart(() => {
      if (!rights.edit || firstPlace === null) return false
      setAdding(firstPlace)
      return true
    })
    return () => onStart(null)
  }, [onStart, rights.edit, firstPlace])

  const stack = (at: number, rows: ArrayLike<number>, key?: GroupKey) => {
    const info = must(infos[at], 'a column')
    const place = `${info.id}/${key === undefined ? '' : String(key)}`
    return (
      <CardStack
        key={info.id}
        info={info}
        rows={rows}
        adding={adding === place}
        onAdding={(on) => setAdding(on ? place : null)}
        {...(key !== undefined && { lane: String(key) })}
        {...(key !== undefined && across?.source !== undefined && { also: { column: across.source, key } })}
      />
    )
  }
  return (
    <CardScene value={world}>
      <div className="fk" ref={box} data-lanes={lanes !== null} aria-label={records.name} role="group">
        <div className="fk-wide">
          {lanes === null ? (
            infos.map((info, at) => (
              <section className="fk-column" key={info.id} aria-label={info.title} data-shut={model.isShut(info.id)}>
                <ColumnHead info={info} foldable />
                {!model.isShut(info.id) && stack(at, must(columns[at], 'its rows'))}
              </section>
            ))
          ) : (
            <>
              <div className="fk-heads">
                {infos.map((info) => (
                  <ColumnHead key={info.id} info={info} />
                ))}
              </div>
              {lanes.map(({ key, rows, count }) => {
                const id = String(key)
                const title = sectionTitle(must(across, 'a field'), key, context)
                return (
                  <section className="fk-lane" key={id} aria-label={title.title}>
                    <LaneHead
                      {...title}
                      count={count}
                      shut={shut.has(id)}
                      onToggle={() => setShut((before) => toggled(before, id))}
                    />
                    {!shut.has(id) && <div className="fk-cells">{rows.map((cards, at) => stack(at, cards, key))}</div>}
                  </section>
                )
              })}
            </>
          )}
        </div>
        <div className="fu-hidden" role="status">
          {said}
        </div>
      </div>
    </CardScene>
  )
}

function toggled(before: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(before)
  if (!next.delete(id)) next.add(id)
  return next
}
