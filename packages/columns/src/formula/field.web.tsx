import { formulaFunctions, tokens } from '@fulcrum/domain/formula'
import type { FormulaProblem, FormulaSchema } from '@fulcrum/domain/formula'
import { useId, useLayoutEffect, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { completionsAt } from './completions.ts'
import type { Completion } from './completions.ts'

interface FieldProps {
  readonly text: string
  readonly schema: FormulaSchema
  readonly errors: readonly FormulaProblem[]
  readonly onChange: (text: string) => void
}

/** A field for a formula. What stands in it is drawn once more behind it, in colours and with what is wrong underlined. */
export function FormulaField({ text, schema, errors, onChange }: FieldProps) {
  const id = useId()
  const field = useRef<HTMLTextAreaElement>(null)
  const [caret, setCaret] = useState<number | null>(null)
  const [active, setActive] = useState(0)
  const next = useRef<number | null>(null)
  const offers = caret === null ? [] : completionsAt(text, caret, schema)
  const chosen = Math.min(active, offers.length - 1)

  useLayoutEffect(() => {
    const box = field.current
    if (box === null || box.value !== text) return
    box.style.height = 'auto'
    box.style.height = `${box.scrollHeight}px`
    if (next.current === null) return
    box.setSelectionRange(next.current, next.current)
    next.current = null
  }, [text])

  // A form that holds the field is not sent while something is wrong: the text would be lost with the refusal.
  const wrong = errors[0]?.message ?? ''
  useLayoutEffect(() => field.current?.setCustomValidity(wrong), [wrong])

  function take(offer: Completion): void {
    const at = offer.from + offer.text.length - offer.back
    next.current = at
    onChange(text.slice(0, offer.from) + offer.text + text.slice(offer.to))
    setCaret(null)
    field.current?.focus()
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (offers.length === 0) return
    const offer = offers[chosen]
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      setActive((chosen + (event.key === 'ArrowDown' ? 1 : offers.length - 1)) % offers.length)
    } else if ((event.key === 'Enter' || event.key === 'Tab') && offer !== undefined) take(offer)
    else if (event.key === 'Escape') setCaret(null)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <div className="fu-field fc-formula">
      <label className="fu-field-label" htmlFor={id}>
        Formula
      </label>
      <div className="fc-formula-box">
        <div className="fc-formula-drawn" aria-hidden="true">
          {drawn(text, errors)}
          {'\n'}
        </div>
        <textarea
          id={id}
          ref={field}
          aria-haspopup="listbox"
          aria-controls={`${id}-offers`}
          aria-autocomplete="list"
          aria-activedescendant={offers.length > 0 ? `${id}-${chosen}` : undefined}
          aria-invalid={errors.length > 0}
          rows={2}
          maxLength={10_000}
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          placeholder="{Points} * 2"
          value={text}
          onChange={(event) => {
            onChange(event.target.value)
            setCaret(event.target.selectionStart)
            setActive(0)
          }}
          onKeyDown={onKeyDown}
          onBlur={() => setCaret(null)}
        />
      </div>
      <ul
        className="fc-formula-offers"
        id={`${id}-offers`}
        role="listbox"
        aria-label="Columns and functions"
        hidden={offers.length === 0}
      >
        {offers.map((offer, index) => (
          <li
            key={offer.id}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === chosen}
            onPointerDown={(event) => {
              event.preventDefault()
              take(offer)
            }}
          >
            <span className="fc-formula-name">{offer.title}</span>
            <span className="fc-formula-detail">{offer.detail}</span>
            {index === chosen && <span className="fc-formula-about">{offer.about}</span>}
          </li>
        ))}
      </ul>
    </div>
  )
}

const known = new Set(Object.values(formulaFunctions).map(({ name }) => name))
const words = new Set(['AND', 'OR', 'NOT', 'TRUE', 'FALSE'])

/** The text in its parts, cut also where something wrong begins and ends. */
function drawn(text: string, errors: readonly FormulaProblem[]) {
  const kinds = tokens(text).filter(({ kind }) => kind !== 'end')
  // Of what is wrong at the very end, the last character is underlined.
  const wrong = errors.map(({ from, to }) => ({
    from: Math.min(from, Math.max(0, text.length - 1)),
    to: Math.max(to, from + 1),
  }))
  const cuts = new Set([
    0,
    text.length,
    ...kinds.flatMap(({ from, to }) => [from, to]),
    ...wrong.flatMap(({ from, to }) => [from, to]),
  ])
  const ends = [...cuts].filter((at) => at <= text.length).toSorted((left, right) => left - right)
  return ends.slice(0, -1).map((from, index) => {
    const to = ends[index + 1] ?? from
    const token = kinds.find((each) => each.from <= from && to <= each.to)
    const upper = token?.kind === 'name' ? token.value.toUpperCase() : ''
    const kind =
      token?.kind === 'name' ? (words.has(upper) ? 'word' : known.has(upper) ? 'function' : 'name') : token?.kind
    return (
      <span
        key={from}
        data-kind={kind}
        data-wrong={wrong.some((problem) => problem.from <= from && from < problem.to) || undefined}
      >
        {text.slice(from, to)}
      </span>
    )
  })
}
