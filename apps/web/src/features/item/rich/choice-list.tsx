import { Avatar, Icon, Popover } from '@fulcrum/ui'
import type { Choice } from './choices.ts'

interface ChoiceListProps {
  readonly id: string
  readonly label: string
  readonly choices: readonly Choice[]
  readonly active: number
  readonly anchor: HTMLElement | null
  readonly onPick: (choice: Choice) => void
  readonly onClose: () => void
}

/** What can be chosen while typing, above the field; the focus stays in that. */
export function ChoiceList({ id, label, choices, active, anchor, onPick, onClose }: ChoiceListProps) {
  return (
    <Popover
      open={choices.length > 0}
      anchor={anchor}
      side="top"
      role="presentation"
      takesFocus={false}
      padded={false}
      onClose={onClose}
    >
      <ul id={id} role="listbox" aria-label={label} className="composer-choices">
        {choices.map((choice, at) => (
          <li
            key={choice.id}
            id={`${id}-${at}`}
            role="option"
            aria-selected={at === active}
            onPointerDown={(event) => {
              event.preventDefault()
              onPick(choice)
            }}
          >
            {choice.person === undefined ? (
              <Icon name={choice.icon ?? 'at'} />
            ) : (
              <Avatar person={choice.person} size="small" decorative />
            )}
            <span className="fu-truncate">{choice.title}</span>
            {choice.note !== undefined && <span className="composer-note">{choice.note}</span>}
          </li>
        ))}
      </ul>
    </Popover>
  )
}
