import './colour-palette.css'
import { cx } from './cx.ts'
import { LABEL_COLOURS, type LabelColour } from './colours.ts'
import { Icon } from './icon.tsx'

interface ColourPaletteProps {
  readonly value: LabelColour | undefined
  readonly onChange: (colour: LabelColour) => void
  readonly label: string
  /** Names of the colours for readers and tooltips; default: the English ids. */
  readonly names?: Partial<Record<LabelColour, string>>
}

const COLUMNS = 6

/**
 * The twelve label colours to choose from; arrow keys move.
 * @example <ColourPalette label="Colour" value="blue" onChange={setColour} />
 */
export function ColourPalette({ value, onChange, label, names }: ColourPaletteProps) {
  const current = value === undefined ? 0 : LABEL_COLOURS.indexOf(value)
  const onKeyDown = (event: React.KeyboardEvent<HTMLDivElement>): void => {
    const rtl = getComputedStyle(event.currentTarget).direction === 'rtl' ? -1 : 1
    const steps: Readonly<Record<string, number>> = {
      ArrowRight: rtl,
      ArrowLeft: -rtl,
      ArrowDown: COLUMNS,
      ArrowUp: -COLUMNS,
    }
    const step = steps[event.key]
    if (step === undefined) return
    event.preventDefault()
    const next = (current + step + LABEL_COLOURS.length) % LABEL_COLOURS.length
    const colour = LABEL_COLOURS[next]
    if (colour === undefined) return
    onChange(colour)
    event.currentTarget.querySelectorAll<HTMLElement>('[role=radio]')[next]?.focus()
  }
  return (
    <div className="fu-palette" role="radiogroup" aria-label={label} onKeyDown={onKeyDown}>
      {LABEL_COLOURS.map((colour, index) => (
        <button
          key={colour}
          type="button"
          role="radio"
          aria-checked={colour === value}
          aria-label={names?.[colour] ?? colour}
          title={names?.[colour] ?? colour}
          tabIndex={index === current ? 0 : -1}
          data-colour={colour}
          className={cx('fu-swatch', colour === value && 'fu-swatch-on')}
          onClick={() => onChange(colour)}
        >
          {colour === value && <Icon name="check" size={12} />}
        </button>
      ))}
    </div>
  )
}
