import './select.css'
import './text-field.css'
import './select.css'
import { useId, useRef, useState } from 'react'
import { cx } from './cx.ts'
import { Icon } from './icon.tsx'
import { OptionList, type Option } from './option-list.tsx'
import { Popover } from './popover.tsx'
import { t } from './messages/words.ts'

interface SelectProps {
  readonly label: string
  readonly hideLabel?: boolean
  readonly options: readonly Option[]
  readonly value: string | undefined
  readonly onChange: (id: string) => void
  readonly placeholder?: string
  readonly searchPlaceholder?: string
  readonly onCreate?: (text: string) => void
  readonly disabled?: boolean
  readonly size?: 'small' | 'normal'
}

/**
 * A field that opens a list; typing while it is focused opens it with that search.
 * @example <Select label="Role" options={roles} value={role} onChange={setRole} />
 */
export function Select(props: SelectProps) {
  const { label, hideLabel, options, value, onChange, placeholder = t('Choose'), disabled, size = 'normal' } = props
  const [opened, setOpened] = useState<{ readonly text: string | undefined }>()
  const button = useRef<HTMLButtonElement>(null)
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const id = useId()
  const chosen = options.find((option) => option.id === value)
  const open = (text?: string): void => {
    setAnchor(button.current)
    setOpened({ text })
  }
  return (
    <div className={cx('fu-field', `fu-field-${size}`)}>
      {hideLabel !== true && (
        <label className="fu-field-label" htmlFor={id}>
          {label}
        </label>
      )}
      <button
        ref={button}
        id={id}
        type="button"
        className="fu-field-box fu-select"
        role="combobox"
        aria-haspopup="listbox"
        aria-expanded={opened !== undefined}
        aria-label={hideLabel === true ? label : undefined}
        disabled={disabled}
        onClick={() => (opened === undefined ? open() : setOpened(undefined))}
        onKeyDown={(event) => {
          if (opened !== undefined) return
          if (event.key === 'ArrowDown' || event.key === 'ArrowUp') open()
          else if (event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey && !event.altKey) {
            open(event.key)
          } else return
          event.preventDefault()
        }}
      >
        {chosen?.icon !== undefined && <Icon name={chosen.icon} />}
        <span className={cx('fu-truncate fu-grow', chosen === undefined && 'fu-select-empty')}>
          {chosen?.title ?? placeholder}
        </span>
        <Icon name="chevron-down" size={14} />
      </button>
      <Popover
        open={opened !== undefined}
        anchor={anchor}
        label={label}
        matchWidth
        onClose={() => setOpened(undefined)}
      >
        <OptionList
          label={label}
          options={options}
          selected={value === undefined ? [] : [value]}
          {...(opened?.text === undefined ? {} : { initialText: opened.text })}
          {...(props.searchPlaceholder === undefined ? {} : { placeholder: props.searchPlaceholder })}
          {...(props.onCreate === undefined ? {} : { onCreate: props.onCreate })}
          onPick={(picked) => {
            setOpened(undefined)
            onChange(picked)
          }}
        />
      </Popover>
    </div>
  )
}
