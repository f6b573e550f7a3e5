import './columns.css'
import { Kbd } from '@fulcrum/ui'
import { rich } from '@fulcrum/ui/messages'

/** Stands below a list of which several are picked: there, Enter picks one more and Escape takes all of it back. */
export function SeveralKeys() {
  return (
    <p className="fc-keys">
      {rich('{kbd} picks {Kbd2} keeps {Kbd3} changes nothing', {
        kbd: <Kbd keys="Enter" />,
        Kbd2: <Kbd keys="Tab" />,
        Kbd3: <Kbd keys="Esc" />,
      })}
    </p>
  )
}
