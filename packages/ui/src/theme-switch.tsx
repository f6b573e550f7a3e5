import './theme-switch.css'
import { Icon } from './icon.tsx'
import type { IconName } from './icon-paths.ts'
import type { ThemeChoice } from './theme.ts'
import { t } from './messages/words.ts'

interface ThemeSwitchProps {
  readonly value: ThemeChoice
  readonly onChange: (choice: ThemeChoice) => void
  readonly label?: string
  readonly names?: Readonly<Record<ThemeChoice, string>>
}

const CHOICES: readonly (readonly [ThemeChoice, IconName])[] = [
  ['light', 'sun'],
  ['dark', 'moon'],
  ['system', 'screen'],
]
const NAMES: Readonly<Record<ThemeChoice, string>> = { light: t('Light'), dark: t('Dark'), system: t('As the system') }

/**
 * Light, dark, or as the system; pair it with `applyTheme`.
 * @example <ThemeSwitch value={theme} onChange={setTheme} />
 */
export function ThemeSwitch({ value, onChange, label = t('Theme'), names = NAMES }: ThemeSwitchProps) {
  return (
    <div className="fu-theme" role="radiogroup" aria-label={label}>
      {CHOICES.map(([choice, icon]) => (
        <label key={choice} title={names[choice]}>
          <input
            type="radio"
            name="fu-theme"
            className="fu-hidden"
            checked={value === choice}
            aria-label={names[choice]}
            onChange={() => onChange(choice)}
          />
          <Icon name={icon} />
        </label>
      ))}
    </div>
  )
}
