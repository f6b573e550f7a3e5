import type { HomeBoard } from '@fulcrum/protocol'
import { Button } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useState } from 'react'
import { Menu } from '../../shell/late-menu.ts'

interface BoardChoiceProps {
  readonly boards: readonly HomeBoard[]
  /** The ids of those that are shown; of none, all are. */
  readonly chosen: readonly string[]
  readonly onChoose: (ids: readonly string[]) => void
}

/** Chooses the boards whose items are shown. */
export function BoardChoice({ boards, chosen, onChoose }: BoardChoiceProps) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const [only] = chosen
  const title =
    chosen.length === 0
      ? t('All boards')
      : chosen.length === 1
        ? (boards.find(({ id }) => id === only)?.name ?? '1 board')
        : t('{count} boards', { count: chosen.length })
  return (
    <>
      <Button
        variant="plain"
        icon="board"
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(anchor === null ? event.currentTarget : null)}
      >
        <span className="fu-truncate work-board">{title}</span>
      </Button>
      {anchor !== null && (
        <Menu
          open
          anchor={anchor}
          label={t('Boards')}
          onClose={() => setAnchor(null)}
          sections={[
            {
              items: [
                { id: 'all', title: t('All boards'), checked: chosen.length === 0, onSelect: () => onChoose([]) },
              ],
            },
            {
              items: boards
                .toSorted((left, right) => left.name.localeCompare(right.name))
                .map(({ id, name }) => ({
                  id,
                  title: name,
                  checked: chosen.includes(id),
                  keepsOpen: true,
                  onSelect: () =>
                    onChoose(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id]),
                })),
            },
          ]}
        />
      )}
    </>
  )
}
