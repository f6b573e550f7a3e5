import './option-list.css'
import { useEffect, useId, useMemo, useRef, useState, type ReactNode } from 'react'
import type { LabelColour } from './colours.ts'
import { cx } from './cx.ts'
import { filterOptions } from './filter-options.ts'
import { Icon } from './icon.tsx'
import type { IconName } from './icon-paths.ts'
import { t } from './messages/words.ts'

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

/** Something to do instead of choosing: "Clear", "Edit labels". The arrows reach it like an option. */
export interface OptionAction {
  readonly id: string
  readonly title: string
  readonly icon?: IconName
  readonly onPick: () => void
}

interface OptionListProps {
  readonly options: readonly Option[]
  readonly selected: readonly string[]
  readonly onPick: (id: string) => void
  readonly label: string
  /** Several may be chosen: picking does not end it, and Backspace in the empty field takes the last one away. */
  readonly multiple?: boolean
  /** Text that starts the search, e.g. the key that opened the list. */
  readonly initialText?: string
  readonly placeholder?: string
  /** With it an unknown text can become an option. */
  readonly onCreate?: (text: string) => void
  readonly createLabel?: (text: string) => string
  /** Hears what is typed: for options that are looked for elsewhere. */
  readonly onSearch?: (text: string) => void
  /** Takes a text that no option has, such as a list, at Enter or when pasted; false where it means nothing. */
  readonly onRead?: (text: string) => boolean
  readonly emptyText?: string
  /** Replaces icon and title of a line. */
  readonly renderOption?: (option: Option) => ReactNode
  /** The search field is drawn only for longer lists; default: more than 7 options, or when options can be created. */
  readonly searchable?: boolean
  /** Below the options; while somebody searches, those whose title has the text. */
  readonly actions?: readonly OptionAction[]
  /** Below the list, for what is only read. */
  readonly footer?: ReactNode
}

/** One line that the arrows stop at. */
type Line =
  | { readonly kind: 'option'; readonly option: Option }
  | { readonly kind: 'create'; readonly text: string }
  | { readonly kind: 'action'; readonly action: OptionAction }

const MAX_DRAWN = 300

/**
 * A list to choose from: type to search, arrows to move, Enter to choose. Stands in a popover or a cell's editor.
 * @example <OptionList label="Status" options={labels} selected={[value]} onPick={api.commit} />
 */
export function OptionList(props: OptionListProps) {
  const { options, selected, onPick, label, multiple = false, placeholder = t('Search'), onCreate, emptyText } = props
  const [text, setOwnText] = useState(props.initialText ?? '')
  const setText = (next: string): void => {
    setOwnText(next)
    props.onSearch?.(next)
  }
  const found = useMemo(() => filterOptions(options, text), [options, text])
  const lines = linesOf(found.slice(0, MAX_DRAWN), text.trim(), props)
  const [active, setActive] = useState(() =>
    props.initialText === undefined ? Math.max(0, positionOfSelected(lines, selected)) : 0,
  )
  const at = Math.min(active, Math.max(0, lines.length - 1))
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const searchable =
    props.searchable ?? (options.length > 7 || onCreate !== undefined || props.initialText !== undefined)

  useEffect(() => {
    list.current?.querySelector(`[data-line="${at}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [at])

  const pick = (index: number): void => {
    const line = lines[index]
    const unknown = found.length === 0 && text.trim() !== '' && line?.kind !== 'create'
    if (unknown && props.onRead?.(text) !== true) return
    if (unknown) setText('')
    else if (line?.kind === 'action') line.action.onPick()
    else if (line?.kind === 'create') onCreate?.(line.text)
    else if (line !== undefined && line.option.disabled !== true) onPick(line.option.id)
    if (multiple) setText('')
  }
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown') setActive((at + 1) % Math.max(1, lines.length))
    else if (event.key === 'ArrowUp') setActive((at - 1 + lines.length) % Math.max(1, lines.length))
    else if (event.key === 'PageDown' || (event.key === 'End' && !searchable)) setActive(lines.length - 1)
    else if (event.key === 'PageUp' || (event.key === 'Home' && !searchable)) setActive(0)
    else if (event.key === 'Enter') {
      // Command + Enter is left to what the list stands in.
      if (event.ctrlKey || event.metaKey) return
      pick(at)
    } else if (event.key === 'Backspace' && multiple && text === '') {
      const last = selected[selected.length - 1]
      if (last !== undefined) onPick(last)
    } else if (!searchable && event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey) {
      const next = nextStartingWith(lines, event.key, at)
      if (next !== undefined) setActive(next)
    } else if (!searchable && event.key === ' ') pick(at)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const aria = {
    'aria-activedescendant': lines.length === 0 ? undefined : `${id}-${at}`,
    'aria-label': label,
    'data-autofocus': '',
    onKeyDown,
  }
  const lineProps = (index: number) => ({
    id: `${id}-${index}`,
    role: 'option',
    'data-line': index,
    'data-active': index === at ? '' : undefined,
    onPointerMove: () => {
      if (index !== at) setActive(index)
    },
    // The field keeps the focus.
    onPointerDown: (event: React.PointerEvent) => event.preventDefault(),
    onClick: () => pick(index),
  })
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
            onPaste={(event) => {
              // The field would join the lines of a pasted column.
              const pasted = event.clipboardData.getData('text/plain')
              if (pasted.trim().includes('\n') && props.onRead?.(pasted) === true) event.preventDefault()
            }}
            onChange={(event) => {
              setText(event.target.value)
              setActive(0)
            }}
            {...aria}
          />
        </div>
      )}
      {found.length === 0 && lines[0]?.kind !== 'create' && (
        <div className="fu-options-empty" role="status">
          {emptyText ?? t('Nothing matches.')}
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
        {lines.map((line, index) => {
          if (line.kind === 'action') return null
          if (line.kind === 'create') {
            return (
              <div key="create" {...lineProps(index)} aria-selected={false} className="fu-option">
                <Icon name="plus" size={14} />
                <span className="fu-truncate">{(props.createLabel ?? createInEnglish)(line.text)}</span>
              </div>
            )
          }
          const { option } = line
          const chosen = selected.includes(option.id)
          return (
            <div
              key={option.id}
              {...lineProps(index)}
              aria-selected={chosen}
              aria-disabled={option.disabled}
              className={cx('fu-option', option.colour !== undefined && 'fu-option-label')}
            >
              {props.renderOption?.(option) ?? <OptionFace option={option} />}
              {option.hint !== undefined && <span className="fu-option-hint fu-truncate">{option.hint}</span>}
              <Icon name="check" size={14} className={cx('fu-option-check', !chosen && 'fu-option-unchosen')} />
            </div>
          )
        })}
        {lines.some(isAction) && (
          <div className="fu-options-actions" role="presentation">
            {lines.map((line, index) =>
              isAction(line) ? (
                <div key={line.action.id} {...lineProps(index)} aria-selected={false} className="fu-option">
                  {line.action.icon !== undefined && <Icon name={line.action.icon} size={14} />}
                  <span className="fu-truncate">{line.action.title}</span>
                </div>
              ) : null,
            )}
          </div>
        )}
      </div>
      {found.length > MAX_DRAWN && (
        <div className="fu-options-empty">
          {t('{count} more: type to find them.', { count: found.length - MAX_DRAWN })}
        </div>
      )}
      {props.footer !== undefined && props.footer !== false && <div className="fu-options-foot">{props.footer}</div>}
    </div>
  )
}

function OptionFace({ option }: { readonly option: Option }) {
  const title = <span className="fu-truncate">{option.title}</span>
  if (option.colour !== undefined) {
    return (
      <span className="fu-option-fill" data-colour={option.colour}>
        {title}
      </span>
    )
  }
  return (
    <>
      {option.icon !== undefined && <Icon name={option.icon} />}
      {title}
    </>
  )
}

function linesOf(shown: readonly Option[], text: string, props: OptionListProps): readonly Line[] {
  const key = text.toLocaleLowerCase('en')
  const isNew = text !== '' && !props.options.some((option) => option.title.toLocaleLowerCase('en') === key)
  const actions = (props.actions ?? []).filter((action) => action.title.toLocaleLowerCase('en').includes(key))
  return [
    ...shown.map((option): Line => ({ kind: 'option', option })),
    ...(isNew && props.onCreate !== undefined ? [{ kind: 'create', text } as const] : []),
    ...actions.map((action): Line => ({ kind: 'action', action })),
  ]
}

function isAction(line: Line): line is Extract<Line, { kind: 'action' }> {
  return line.kind === 'action'
}

function positionOfSelected(lines: readonly Line[], selected: readonly string[]): number {
  return lines.findIndex((line) => line.kind === 'option' && selected.includes(line.option.id))
}

function nextStartingWith(lines: readonly Line[], letter: string, at: number): number | undefined {
  const key = letter.toLocaleLowerCase('en')
  return [...lines.keys()]
    .map((step) => (at + 1 + step) % lines.length)
    .find((index) => {
      const line = lines[index]
      return line?.kind === 'option' && line.option.title.toLocaleLowerCase('en').startsWith(key)
    })
}

function createInEnglish(text: string): string {
  return t('Create “{text}”', { text })
}
