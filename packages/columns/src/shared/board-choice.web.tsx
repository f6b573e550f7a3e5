import { OptionList } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import type { ViewContext } from '../view-contract.web.ts'

interface ConnectedBoard {
  readonly board: string
  readonly partner: string | null
}

interface BoardChoiceProps {
  readonly boards: readonly ConnectedBoard[]
  readonly context: ViewContext
  readonly onChange: (boards: readonly ConnectedBoard[]) => void
}

/** The boards to which a column connects. One that is not seen here keeps its place; one that shows the connection, too, stays. */
export function BoardChoice({ boards, context, onChange }: BoardChoiceProps) {
  const known = context.items?.boards ?? []
  if (known.length === 0) return null
  const chosen = boards.map(({ board }) => board)
  const pick = (id: string): void => {
    const there = boards.find(({ board }) => board === id)
    if (there === undefined) onChange([...boards, { board: id, partner: null }])
    else if (there.partner === null) onChange(boards.filter(({ board }) => board !== id))
  }
  return (
    <div>
      <p className="fc-hint">{t('Items of these boards can be named')}</p>
      <div className="fc-board-list">
        <OptionList
          label={t('Boards')}
          placeholder={t('Find a board')}
          multiple
          searchable
          selected={chosen}
          options={known.map(({ id, name, workspace }) => ({
            id,
            title: name,
            icon: 'board',
            ...(workspace !== undefined && { hint: workspace, keywords: workspace }),
          }))}
          onPick={pick}
        />
      </div>
    </div>
  )
}
