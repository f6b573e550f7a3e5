import { Icon } from '@fulcrum/ui'
import type { Choice } from './use-choices.ts'

interface ChoiceListProps {
  readonly id: string
  readonly label: string
  readonly choices: readonly Choice[]
  readonly active: number
  /** Where the sign stands in the window. */
  readonly at: { readonly left: number; readonly top: number; readonly bottom: number }
  readonly onPick: (choice: Choice) => void
}

const LIST_HEIGHT = 300
const LIST_WIDTH = 260

/** What can be chosen while typing, at the caret; the focus stays in the text. */
export function ChoiceList({ id, label, choices, active, at, onPick }: ChoiceListProps) {
  const below = at.bottom + LIST_HEIGHT < innerHeight || at.top < LIST_HEIGHT
  const left = Math.max(8, Math.min(at.left, innerWidth - LIST_WIDTH - 8))
  return (
    <ul
      id={id}
      role="listbox"
      aria-label={label}
      className="doc-choices"
      style={below ? { left, top: at.bottom + 4 } : { left, bottom: innerHeight - at.top + 4 }}
    >
      {choices.map((choice, index) => (
        <li
          key={choice.id}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === active}
          ref={index === active ? (line) => line?.scrollIntoView({ block: 'nearest' }) : undefined}
          onPointerDown={(event) => {
            event.preventDefault()
            onPick(choice)
          }}
        >
          <Icon name={choice.icon} />
          <span className="fu-truncate fu-grow">{choice.title}</span>
          {choice.hint !== undefined && <span className="doc-hint">{choice.hint}</span>}
        </li>
      ))}
    </ul>
  )
}
