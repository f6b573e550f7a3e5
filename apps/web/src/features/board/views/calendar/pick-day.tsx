import { Popover, type Anchor } from '@fulcrum/ui'
import { DatePicker } from '@fulcrum/ui/date-picker'
import { t } from '@fulcrum/ui/messages'
import { useScene } from '../../scene.tsx'

interface PickDayProps {
  readonly anchor: Anchor
  readonly value: number | undefined
  readonly onPick: (day: number) => void
  readonly onClose: () => void
}

/** A month from which one chooses the day an item goes to. */
export function PickDay({ anchor, value, onPick, onClose }: PickDayProps) {
  const { context } = useScene()
  const { today, locale, weekStart } = context
  return (
    <Popover open anchor={anchor} label={t('Move to a day')} onClose={onClose}>
      <DatePicker
        label={t('Move to a day')}
        today={today}
        locale={locale}
        weekStart={weekStart}
        value={value}
        onChange={(day) => {
          onClose()
          onPick(day)
        }}
      />
    </Popover>
  )
}
