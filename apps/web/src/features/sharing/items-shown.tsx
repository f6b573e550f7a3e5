import { namesPeople } from '@fulcrum/domain'
import type { BoardState, Json, RowGrant } from '@fulcrum/domain'
import { Button, Checkbox, Popover } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useState } from 'react'
import { useClient } from '../../shell/world.tsx'
import { grantWords } from './items-words.ts'

interface ItemsShownProps {
  readonly board: BoardState
  readonly entry: {
    readonly id: string
    readonly subject: string
    readonly role: string
    readonly rows?: Json | undefined
  }
  readonly name: string
  readonly mayManage: boolean
}

/** Which items a role on a board shows: all, or only those with which somebody has to do. */
export function ItemsShown({ board, entry, name, mayManage }: ItemsShownProps) {
  const client = useClient()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const { id, subject, role } = entry
  const isRuled = entry.rows !== undefined && entry.rows !== null
  const shown = isRuled ? t('Only theirs') : t('All items')
  // @NOTE the command that stored it has parsed it.
  const grant = (entry.rows ?? { columns: [], watched: false }) as unknown as RowGrant
  const people = board.columns().filter(namesPeople)
  const set = (rows: RowGrant | null): void => {
    const copy = rows && { columns: [...rows.columns], watched: rows.watched }
    void client.run('board.setMember', { board: board.boardId, id, subject, role, rows: copy })
  }
  const begin = (): RowGrant => {
    const owner = people.find(({ fields }) => fields['role'] === 'owner') ?? people[0]
    return { columns: owner === undefined ? [] : [owner.number], watched: true }
  }
  if (!mayManage) return isRuled ? <span className="form-note">{grantWords(board, grant)}</span> : null
  return (
    <>
      <Button
        size="small"
        variant="plain"
        aria-label={t('Items that {name} sees: {shown}', { name, shown })}
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {shown}
      </Button>
      <Popover
        open={anchor !== null}
        anchor={anchor}
        align="end"
        label={t('Items that {name} sees', { name })}
        onClose={() => setAnchor(null)}
      >
        <div className="sharing-items">
          <Checkbox
            label={t('Only items with which they have to do')}
            checked={isRuled}
            onChange={(checked) => set(checked ? begin() : null)}
          />
          {isRuled && (
            <fieldset className="sharing-items-where">
              <legend className="form-note">{t('Those that they made, and those where they are in:')}</legend>
              {people.map(({ number, title }) => (
                <Checkbox
                  key={number}
                  label={title}
                  checked={grant.columns.includes(number)}
                  onChange={(checked) => set({ ...grant, columns: withNumber(grant.columns, number, checked) })}
                />
              ))}
              {people.length === 0 && <p className="form-note">{t('The board has no column of people.')}</p>}
              <Checkbox
                label={t('or that they watch')}
                checked={grant.watched}
                onChange={(watched) => set({ ...grant, watched })}
              />
            </fieldset>
          )}
          <p className="form-note">
            {t(
              'Sub-items are seen with their item. What else is on the board is nowhere to be found for them: in no view, count, search or file.',
            )}
          </p>
        </div>
      </Popover>
    </>
  )
}

function withNumber(numbers: readonly number[], number: number, isIn: boolean): number[] {
  return isIn ? [...numbers, number] : numbers.filter((each) => each !== number)
}
