import { Button, Icon, type IconName } from '@fulcrum/ui'
import { focusBeside } from './focus-beside.ts'

interface TrashLineProps {
  readonly icon: IconName
  readonly name: string
  readonly note: string
  /** Null where it is for somebody else to take back. */
  readonly button: string | null
  readonly onPick: () => void
}

/** Something that is put away, with the button that takes it back. */
export function TrashLine({ icon, name, note, button, onPick }: TrashLineProps) {
  return (
    <li className="settings-person">
      <Icon name={icon} />
      <div className="settings-person-words">
        <b>{name}</b>
        <span>{note}</span>
      </div>
      {button !== null && (
        <Button
          size="small"
          aria-label={`${button} ${name}`}
          onClick={({ currentTarget }) => {
            focusBeside(currentTarget)
            onPick()
          }}
        >
          {button}
        </Button>
      )}
    </li>
  )
}
