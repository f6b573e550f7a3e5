import type { Json } from '@fulcrum/domain'
import type { HomeBoard, HomeColumn, HomeItem } from '@fulcrum/protocol'
import { Icon } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useKinds } from '../../shell/world.tsx'
import { finishingStatus } from './finish.ts'
import { ItemParts } from './home-row.tsx'
import { isFinishedItem } from './work-lines.ts'

interface WorkRowProps {
  readonly item: HomeItem
  readonly board: HomeBoard | undefined
  readonly today: number
  readonly underBoard: boolean
  readonly onSet: (item: HomeItem, column: HomeColumn, value: Json) => void
  /** It is finished, or opened again, by a click. */
  readonly onFinish: (item: HomeItem, column: HomeColumn, value: Json) => void
}

/** An item among all of the reader's work: as on home, with a mark that finishes it. */
export function WorkRow({ onFinish, ...props }: WorkRowProps) {
  const { item, board } = props
  const { kinds } = useKinds()
  const finished = isFinishedItem(item)
  const status = finishingStatus(board?.status, item, kinds)
  return (
    <div className="home-item work-item" data-finished={finished}>
      <button
        type="button"
        className="work-done"
        data-done=""
        aria-pressed={finished}
        aria-label={t('{key} is done', { key: item.key })}
        title={finished ? t('Open it again') : t('Done (E)')}
        disabled={status === undefined}
        onClick={() => board?.status && status !== undefined && onFinish(item, board.status, status)}
      >
        <Icon name="check" size={14} />
      </button>
      <ItemParts {...props} />
    </div>
  )
}
