import type { HomeBoard, HomeColumn, HomeItem } from '@fulcrum/protocol'
import type { Json } from '@fulcrum/domain'
import { appHref } from '@fulcrum/ui'
import { FieldCell } from '../../shell/field-cell.tsx'
import { itemPath } from '../../shell/paths.ts'

interface HomeRowProps {
  readonly item: HomeItem
  readonly board: HomeBoard | undefined
  readonly today: number
  /** The board's name stands in the heading already. */
  readonly underBoard: boolean
  readonly onSet: (item: HomeItem, column: HomeColumn, value: Json) => void
}

/** An item of the reader's as a line of a list. */
export function HomeRow(props: HomeRowProps) {
  return (
    <li className="home-item">
      <ItemParts {...props} />
    </li>
  )
}

/** An item of the reader's: opened by its title, its status and date edited in place. */
export function ItemParts({ item, board, today, underBoard, onSet }: HomeRowProps) {
  const late = item.day !== null && item.day < today && item.stage !== 'done' && item.stage !== 'canceled'
  return (
    <>
      <a className="home-open" href={appHref(itemPath(item.board, item.row))} data-home-row="">
        <span className="home-key">{item.key}</span>
        <span className="fu-truncate">{item.title}</span>
      </a>
      {!underBoard && <span className="home-where fu-truncate">{board?.name}</span>}
      <span className="home-status">
        {board?.status && (
          <FieldCell
            role="status"
            column={board.status}
            value={item.status}
            late={false}
            onWrite={(value) => board.status && onSet(item, board.status, value)}
          />
        )}
      </span>
      <span className="home-due">
        {board?.due && (
          <FieldCell
            role="due"
            column={board.due}
            value={item.due}
            late={late}
            onWrite={(value) => board.due && onSet(item, board.due, value)}
          />
        )}
      </span>
    </>
  )
}
