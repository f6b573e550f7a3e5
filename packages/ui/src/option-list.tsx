import './option-list.css'
import { useEffect, useId, useMemo, useRef, useState, type ReactNode } from 'react'
import type { LabelColour } from './colours.ts'
import { cx } from './cx.ts'
import { Icon } from './icon.tsx'
import type { IconName } from './icon-paths.ts'

/** Something to choose. */
export interface Option {
  readonly id: string
  readonly title: string
  readonly icon?: IconName
  /** Draws the option as a filled label, as in a cell. */
  readonly colour?: LabelColour
  readonly hint?: string
  /** More words it is found by (a mail address, a key). */
  readonly keywords?: string
  readonly disabled?: boolean
}

interface OptionListProps {
  readonly options: readonly Option[]
  readonly selected: readonly string[]
  readonly onPick: (id: string) => void
  readonly label: string
  /** Several may be chosen: options show check boxes and Backspace in the empty field takes the last one away. */
  readonly multiple?: boolean
  /** Text that starts the search, e.g. the key that opened the list. */
  readonly initialText?: string
  readonly placeholder?: string
  /** With it an unknown text can become an option. */
  readonly onCreate?: (text: string) => void
  readonly createLabel?: (text: string) => string
  readonly emptyText?: string
  /** Replaces icon and title of a line. */
  readonly renderOption?: (option: Option) => ReactNode
  /** The search field is drawn only for longer lists; default: more than 7 options, or when options can be created. */
  readonly searchable?: boolean
  /** Below the list, e.g. "Edit labels". */
  readonly footer?: ReactNode
}

const MAX_DRAWN = 200

/** Options whose title or keywords contain every word; those that start with the text come first. */
export function filterOptions(options: readonly Option[], text: string): readonly Option[] {
  const needle = text.trim().toLocaleLowerCase('en')
  if (needle === '') return options
  const words = needle.split(/\s+/u)
  const starts: Option[] = []
  const contains: Option[] = []
  for (const option of options) {
    const title = option.title.toLocaleLowerCase('en')
    const hay = `${title} ${option.keywords?.toLocaleLowerCase('en') ?? ''}`
    if (title.startsWith(needle)) starts.push(option)
    else if (words.every((word) => hay.includes(word))) contains.push(option)
  }
  return [...starts, ...contains]
}

/**
 * A list to choose from: type to search, arrows to move, Enter to choose. Stands in a popover or a cell's editor.
 * @example <OptionList label="Status" options={labels} selected={[value]} onPick={api.commit} />
 */
export function OptionList(props: OptionListProps) {
  const { options, selected, onPick, label, multiple = false, placeholder = 'Search', onCreate, emptyText } = props
  const [text, setText] = useState(props.initialText ?? '')
  const found = useMemo(() => filterOptions(options, text), [options, text])
  const shown = found.length > MAX_DRAWN ? found.slice(0, MAX_DRAWN) : found
  const trimmed = text.trim()
  const canCreate =
    onCreate !== undefined &&
    trimmed !== '' &&
    !options.some((option) => option.title.toLocaleLowerCase('en') === trimmed.toLocaleLowerCase('en'))
  const count = shown.length + (canCreate ? 1 : 0)
  const firstSelected = Math.max(
    0,
    shown.findIndex((option) => selected.includes(option.id)),
  )
  const [active, setActive] = useState(props.initialText === undefined ? firstSelected : 0)
  const at = Math.min(active, Math.max(0, count - 1))
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const searchable =
    props.searchable ?? (options.length > 7 || onCreate !== undefined || props.initialText !== undefined)

  useEffect(() => {
    list.current?.children[at]?.scrollIntoView({ block: 'nearest' })
  }, [at])

  const pick = (index: number): void => {
    const option = shown[index]
    if (option !== undefined) {
      if (option.disabled !== true) onPick(option.id)
    } else if (canCreate) onCreate(trimmed)
    if (multiple) setText('')
  }
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown') setActive((at + 1) % Math.max(1, count))
    else if (event.key === 'ArrowUp') setActive((at - 1 + count) % Math.max(1, count))
    else if (event.key === 'PageDown' || (event.key === 'End' && !searchable)) setActive(count - 1)
    else if (event.key === 'PageUp' || (event.key === 'Home' && !searchable)) setActive(0)
    else if (event.key === 'Enter') {
      // Command + Enter is left to what the list stands in.
      if (event.ctrlKey || event.metaKey) return
      pick(at)
    } else if (event.key === 'Backspace' && multiple && text === '') {
      const last = selected[selected.length - 1]
      if (last !== undefined) onPick(last)
    } else if (!searchable && event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey) {
      const letter = event.key.toLocaleLowerCase('en')
      const next = [...shown.keys()]
        .map((step) => (at + 1 + step) % shown.length)
        .find((index) => shown[index]?.title.toLocaleLowerCase('en').startsWith(letter) === true)
      if (next !== undefined) setActive(next)
    } else if (!searchable && event.key === ' ') pick(at)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const aria = {
    'aria-activedescendant': count === 0 ? undefined : `${id}-${at}`,
    'aria-label': label,
    'data-autofocus': '',
    onKeyDown,
  }
  return (
    <div className="fu-options">
      {searchable && (
        <div className="fu-options-search">
          <Icon name="search" size={14} />
          <input
            role="combobox"
            aria-expanded
            aria-controls={`${id}-list`}
            aria-autocomplete="list"
            value={text}
            placeholder={placeholder}
            onChange={(event) => {
              setText(event.target.value)
              setActive(0)
            }}
            {...aria}
          />
        </div>
      )}
      <div
        ref={list}
        id={`${id}-list`}
        className="fu-options-list"
        role="listbox"
        aria-multiselectable={multiple || undefined}
        {...(searchable ? { 'aria-label': label, tabIndex: -1 } : { ...aria, tabIndex: 0 })}
      >
        {shown.map((option, index) => {
          const chosen = selected.includes(option.id)
          return (
            <div
              key={option.id}
              id={`${id}-${index}`}
              role="option"
              aria-selected={chosen}
              aria-disabled={option.disabled}
              data-active={index === at ? '' : undefined}
              className={cx('fu-option', option.colour !== undefined && 'fu-option-label')}
              onPointerMove={() => {
                if (index !== at) setActive(index)
              }}
              // The field keeps the focus.
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => pick(index)}
            >
              {props.renderOption?.(option) ?? (
                <>
                  {option.colour !== undefined ? (
                    <span className="fu-option-fill" data-colour={option.colour}>
                      <span className="fu-truncate">{option.title}</span>
                    </span>
                  ) : (
                    <>
                      {option.icon !== undefined && <Icon name={option.icon} />}
                      <span className="fu-truncate">{option.title}</span>
                    </>
                  )}
                </>
              )}
              {option.hint !== undefined && <span className="fu-option-hint fu-truncate">{option.hint}</span>}
              <Icon name="check" size={14} className={cx('fu-option-check', !chosen && 'fu-option-unchosen')} />
            </div>
          )
        })}
        {canCreate && (
          <div
            id={`${id}-${shown.length}`}
            role="option"
            aria-selected={false}
            data-active={at === shown.length ? '' : undefined}
            className="fu-option"
            onPointerMove={() => setActive(shown.length)}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => pick(shown.length)}
          >
            <Icon name="plus" />
            <span className="fu-truncate">{(props.createLabel ?? createInEnglish)(trimmed)}</span>
          </div>
        )}
      </div>
      {count === 0 && (
        <div className="fu-options-empty" role="status">
          {emptyText ?? 'Nothing matches.'}
        </div>
      )}
      {props.footer !== undefined && <div className="fu-options-foot">{props.footer}</div>}
    </div>
  )
}

function createInEnglish(text: string): string {
  return `Create “${text}”`
}
