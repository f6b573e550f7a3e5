import { connectionsOf, type BoardColumn, type Wait } from '@fulcrum/domain'
import { t } from '@fulcrum/ui/messages'
import { cellCommand } from '../../../../shell/cell-command.ts'
import type { BoardScene } from '../../scene.tsx'
import { waitsOf } from './read-plan.ts'

/** A line that somebody draws. */
export interface NewLink {
  readonly from: number
  readonly reached: Wait['reached']
  readonly to: number
  readonly enter: Wait['enter']
}

/** Lets one item wait for another. What goes in a circle is refused by the command, which names the items. */
export function connect({ state, runner, own, model, boardId }: BoardScene, column: BoardColumn, link: NewLink): void {
  const item = String(state.system(link.from, 'id') ?? '')
  const before = waitsOf(state, link.to, column)
  const offered = connectionsOf(column)?.boards ?? []
  if (!offered.some(({ board }) => board === boardId)) {
    runner.refuse(
      t('{title} names items of other boards only: let it name this board in its settings.', { title: column.title }),
    )
    return
  }
  const others = before.filter((wait) => wait.item !== item)
  const known = before.find((wait) => wait.item === item)
  const wait = { item, reached: link.reached, enter: link.enter, lag: known?.lag ?? 0 }
  const value = column.kind.connections?.waiting?.([...others, wait])
  const rowId = model?.ids.idOf(link.to)
  if (value === undefined || rowId === undefined || model === null) return
  own.rows([rowId])
  const work = runner.all([cellCommand(boardId, column, column.number, [model.refOf(rowId) ?? link.to], [value])])
  runner.say(t('Connected'), work, 'link')
}

/** Lets an item not wait for another any more. */
export function disconnect(scene: BoardScene, column: BoardColumn, from: number, to: number): void {
  const { state, items, model } = scene
  const item = String(state.system(from, 'id') ?? '')
  const left = waitsOf(state, to, column).filter((wait) => wait.item !== item)
  const value = left.length === 0 ? null : (column.kind.connections?.waiting?.(left) ?? null)
  if (model !== null) items.setCell(model.ids.idOf(to), String(column.number), value)
}
