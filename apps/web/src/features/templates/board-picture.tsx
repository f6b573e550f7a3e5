import './board-picture.css'
import { itemKey, stageOf } from '@fulcrum/domain'
import type { BoardOutlook, ItemSight } from '@fulcrum/domain'
import { t } from '@fulcrum/ui/messages'
import { useMemo } from 'react'
import { useViewContext } from '../../shell/view-context.tsx'
import { useKinds } from '../../shell/world.tsx'

interface BoardPictureProps {
  readonly board: BoardOutlook
  /** All boards of the set: cells name their items. */
  readonly boards: readonly BoardOutlook[]
  readonly mostColumns?: number
  readonly mostRows?: number
  /** Only to be looked at beside words that say the same. */
  readonly decorative?: boolean
}

/** A board as it is going to look: its groups, columns and sample items, drawn by what draws them on the board. */
export function BoardPicture(props: BoardPictureProps) {
  const { board, boards, mostColumns = Infinity, mostRows = Infinity, decorative = false } = props
  const { columnViews } = useKinds()
  const plain = useViewContext()
  const context = useMemo(() => ({ ...plain, item: (id: string) => sightOf(boards, id) }), [plain, boards])
  const columns = board.columns().slice(0, mostColumns)
  const groups = [...board.records('group')]
    .map(([id, { number, title, colour, rank }]) => ({
      id,
      number: Number(number),
      title: String(title),
      colour: String(colour),
      rank: String(rank),
    }))
    .sort((left, right) => (left.rank < right.rank ? -1 : 1))
  const shown = firstRows(board, groups, mostRows)
  return (
    <div
      className="board-picture"
      inert
      {...(decorative ? { 'aria-hidden': true } : { role: 'img', 'aria-label': wordsOf(board, groups) })}
    >
      <table>
        <thead>
          <tr>
            <th>{t('Item')}</th>
            {columns.map(({ id, title }) => (
              <th key={id}>{title}</th>
            ))}
          </tr>
        </thead>
        {shown.map(({ group, rows }) => {
          return (
            <tbody key={group.id} data-colour={group.colour}>
              <tr className="board-picture-group">
                <td colSpan={columns.length + 1}>{group.title}</td>
              </tr>
              {rows.map(({ row, depth }) => (
                <tr key={row}>
                  <td style={{ paddingInlineStart: `${12 + depth * 18}px` }}>
                    <span className="board-picture-title fu-truncate">
                      {String(board.state.system(row, 'title') ?? '')}
                    </span>
                  </td>
                  {columns.map((column) => {
                    const view = columnViews.get(column.kind.id)
                    const value = board.cell(row, column.number)
                    return (
                      <td key={column.id}>
                        {view !== undefined && value !== null && (
                          <view.Cell value={value} settings={column.settings} context={context} late={false} />
                        )}
                      </td>
                    )
                  })}
                </tr>
              ))}
            </tbody>
          )
        })}
      </table>
    </div>
  )
}

interface Group {
  readonly id: string
  readonly number: number
  readonly title: string
  readonly colour: string
}

/** The groups with their first items; of a picture with few rows, those groups that have any in it. */
function firstRows(board: BoardOutlook, groups: readonly Group[], most: number) {
  const shown: { readonly group: Group; readonly rows: ReturnType<typeof rowsOf> }[] = []
  let left = most
  for (const group of groups) {
    const rows = rowsOf(board, group.number).slice(0, left)
    left -= rows.length
    if (rows.length > 0 || most === Infinity) shown.push({ group, rows })
  }
  return shown
}

/** The items of a group, sub-items below what they are a part of. */
function rowsOf({ state }: BoardOutlook, group: number): { readonly row: number; readonly depth: number }[] {
  const found: { row: number; depth: number }[] = []
  const add = (row: number, depth: number): void => {
    found.push({ row, depth })
    for (const child of state.children(row)) add(child, depth + 1)
  }
  for (let row = 0; row < state.rowCount; row++) {
    if (state.system(row, 'group') === group && state.system(row, 'parent') === null) add(row, 0)
  }
  return found
}

function sightOf(boards: readonly BoardOutlook[], id: string): ItemSight {
  for (const { state } of boards) {
    const row = state.rowOf(id)
    if (row === undefined) continue
    const key = itemKey(String(state.board['prefix'] ?? ''), row)
    const title = String(state.system(row, 'title') ?? '')
    return { is: 'item', id, board: state.boardId, row, key, title, stage: stageOf(state, row), archived: false }
  }
  return { is: 'gone' }
}

function wordsOf(board: BoardOutlook, groups: readonly { readonly title: string }[]): string {
  const columns = board.columns().map(({ title }) => title)
  return t('The board {title} with the groups {groups} and the columns {columns}.', {
    title: board.title,
    groups: groups.map(({ title }) => title).join(', '),
    columns: columns.join(', '),
  })
}
