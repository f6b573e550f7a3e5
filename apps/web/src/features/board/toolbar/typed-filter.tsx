import './typed-filter.css'
import { viewField, viewFields } from '@fulcrum/domain'
import {
  filterOffers,
  printFilter,
  readFilterText,
  type FilterLanguage,
  type FilterOffer,
} from '@fulcrum/domain/filter-text'
import { Button, Icon } from '@fulcrum/ui'
import { t, told } from '@fulcrum/ui/messages'
import { useId, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { useScene, type BoardScene } from '../scene.tsx'

/** The filter as a text, with what could be typed next. Enter applies it, Tab takes an offer in. */
export function TypedFilter({ onDone }: { readonly onDone: () => void }) {
  const scene = useScene()
  const { spec, setSpec } = scene
  const language = useMemo(() => languageOf(scene), [scene])
  const [text, setText] = useState(() => printFilter(spec.filter ?? null, language))
  const [cursor, setCursor] = useState(text.length)
  const [active, setActive] = useState(-1)
  const [isTold, setTold] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const listId = useId()
  const result = useMemo(() => readFilterText(text, language), [text, language])
  const offers = useMemo(() => filterOffers(text, cursor, language), [text, cursor, language])

  const follow = (): void => setCursor(field.current?.selectionStart ?? text.length)
  const change = (next: string, at: number): void => {
    setText(next)
    setCursor(at)
    setActive(-1)
    setTold(false)
  }
  const take = (offer: FilterOffer): void => {
    const before = `${text.slice(0, offer.from)}${offer.text} `
    change(before + text.slice(cursor).trimStart(), before.length)
    const input = field.current
    requestAnimationFrame(() => {
      input?.focus()
      input?.setSelectionRange(before.length, before.length)
    })
  }
  const apply = (): void => {
    if (!result.ok) {
      setTold(true)
      field.current?.setSelectionRange(result.problem.from, result.problem.to)
      return
    }
    setSpec({ ...spec, filter: result.filter })
    onDone()
  }
  const press = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const chosen = offers[active]
    if (step !== 0 && offers.length > 0) {
      setActive((active + step + offers.length + (active < 0 && step < 0 ? 1 : 0)) % offers.length)
    } else if (event.key === 'Enter') {
      if (chosen === undefined) apply()
      else take(chosen)
    } else if (event.key === 'Tab' && !event.shiftKey && offers[0] !== undefined) {
      take(chosen ?? offers[0])
    } else return
    event.preventDefault()
  }
  const problem = result.ok ? null : result.problem
  return (
    <form
      className="fb-typed"
      onSubmit={(event) => {
        event.preventDefault()
        apply()
      }}
    >
      <div className="fb-typed-line">
        <Icon name="filter" size={14} />
        <input
          ref={field}
          data-autofocus=""
          role="combobox"
          aria-label={t('Filter')}
          aria-expanded={offers.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-invalid={isTold && problem !== null}
          aria-describedby={`${listId}-told`}
          {...(offers[active] !== undefined && { 'aria-activedescendant': `${listId}-${active}` })}
          autoComplete="off"
          spellCheck={false}
          placeholder={t('status is not Done and owner is me')}
          value={text}
          onChange={(event) => change(event.target.value, event.target.selectionStart ?? event.target.value.length)}
          onSelect={follow}
          onKeyDown={press}
        />
        <Button size="small" variant="primary" type="submit">
          {t('Apply')}
        </Button>
      </div>
      <p
        id={`${listId}-told`}
        className="fb-typed-told"
        role="status"
        data-wrong={isTold && problem !== null ? '' : undefined}
      >
        {isTold && problem !== null
          ? told(problem.message)
          : t('Enter applies, Tab takes the first offer. Empty shows all.')}
      </p>
      <ul id={listId} role="listbox" aria-label={t('What could come next')} className="fb-typed-offers">
        {offers.map((offer, index) => (
          <li
            key={`${offer.of} ${offer.text}`}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={index === active}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => take(offer)}
          >
            <span className="fu-truncate">{offer.text}</span>
            <span className="fb-typed-kind">{offer.of}</span>
          </li>
        ))}
      </ul>
    </form>
  )
}

/** What can be named on this board. */
function languageOf({ state, records, context }: BoardScene): FilterLanguage {
  const system = (['group', 'createdAt', 'updatedAt'] as const).flatMap((column) => viewField(state, column) ?? [])
  return {
    fields: [...viewFields(state).filter(({ operators }) => operators.length > 0), ...system],
    groups: records.groups.map(({ number, title }) => ({ id: number, name: title })),
    people: context.people.map(({ id, name }) => ({ id, name })),
    today: context.today,
    texts: context,
  }
}
